import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { SecretsManagerSecretText } from '../../../handlers/adapters/secrets-manager-secret-text';
import { SsmSecureParameters } from '../../../handlers/adapters/ssm-secure-parameters';
import { ConfigurationError } from '../../../handlers/runtime/errors';
import { writeSecureParameter } from '../../../handlers/write-secure-parameter/write-secure-parameter';
import { type EmulatedCloud, startEmulatedCloud } from '../fakes/emulated-cloud';

let cloud: EmulatedCloud;
let ports: Parameters<typeof writeSecureParameter>[0];
let made = 0;

beforeAll(async () => {
  cloud = await startEmulatedCloud('write-secure-parameter');
  ports = {
    secrets: new SecretsManagerSecretText(cloud.secretsManager),
    parameters: new SsmSecureParameters(cloud.ssm),
  };
});
afterAll(() => cloud.stop());

async function aRequest(secret: string, secretField?: string) {
  made += 1;
  const command = new CreateSecretCommand({ Name: `secret-${made}`, SecretString: secret });
  const { ARN: secretArn = '' } = await cloud.secretsManager.send(command);
  return { parameterName: `/payment/secure/parameter-${made}`, keyId: 'alias/aws/ssm', secretArn, secretField };
}

const parameter = async (Name: string) =>
  (await cloud.ssm.send(new GetParameterCommand({ Name, WithDecryption: true }))).Parameter;

test('copies a field of a secret into a secure string', async () => {
  const request = await aRequest('{"signingKey":"hunter2","other":"no"}', 'signingKey');
  await writeSecureParameter(ports, request, undefined);
  expect(await parameter(request.parameterName)).toMatchObject({ Type: 'SecureString', Value: 'hunter2' });
});

test('copies a whole secret', async () => {
  const request = await aRequest('hunter2');
  await writeSecureParameter(ports, request, undefined);
  expect(await parameter(request.parameterName)).toMatchObject({ Value: 'hunter2' });
});

test('writes its own parameter again', async () => {
  const request = await aRequest('hunter2');
  await writeSecureParameter(ports, request, undefined);
  const { secretArn } = await aRequest('hunter3');
  await writeSecureParameter(ports, { ...request, secretArn }, request.parameterName);
  expect(await parameter(request.parameterName)).toMatchObject({ Value: 'hunter3' });
});

test.each([
  ['when it is made', undefined],
  ['when the name changes', '/payment/secure/former'],
])('fails to take over a parameter that is there %s', async (_name, formerName) => {
  const request = await aRequest('hunter2');
  await writeSecureParameter(ports, request, undefined);
  const { secretArn } = await aRequest('hunter3');
  const write = writeSecureParameter(ports, { ...request, secretArn }, formerName);
  await expect(write).rejects.toThrow(ConfigurationError);
  expect(await parameter(request.parameterName)).toMatchObject({ Value: 'hunter2' });
});

test('removes a parameter, also one that is gone', async () => {
  const request = await aRequest('hunter2');
  await writeSecureParameter(ports, request, undefined);
  await ports.parameters.remove(request.parameterName);
  await ports.parameters.remove(request.parameterName);
  await expect(parameter(request.parameterName)).rejects.toMatchObject({ name: 'ParameterNotFound' });
});

test.each([
  ['no JSON', 'hunter2'],
  ['no such field', '{"other":"hunter2"}'],
  ['a field that is no text', '{"signingKey":{"is":"hunter2"}}'],
  ['an empty field', '{"signingKey":"","other":"hunter2"}'],
])('fails with a secret of %s, and does not say what it holds', async (_name, secret) => {
  const write = writeSecureParameter(ports, await aRequest(secret, 'signingKey'), undefined);
  await expect(write).rejects.toThrow(/must be a JSON object with a text field 'signingKey'/);
  await expect(write).rejects.not.toThrow(/hunter2/);
});
