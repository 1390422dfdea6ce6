import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { parseDatabaseSecret } from '../../../../handlers/adapters/postgresql/database-secret';
import { SecretsManagerRotatingSecrets } from '../../../../handlers/adapters/postgresql/rotating-secrets';
import { ConfigurationError } from '../../../../handlers/runtime/errors';
import { type EmulatedCloud, startEmulatedCloud } from '../../fakes/emulated-cloud';

let cloud: EmulatedCloud;
let secrets: SecretsManagerRotatingSecrets;
let made = 0;

beforeAll(async () => {
  cloud = await startEmulatedCloud('rotating-secrets');
  secrets = new SecretsManagerRotatingSecrets(cloud.secretsManager);
});
afterAll(() => cloud.stop());

const attached = {
  engine: 'postgres',
  host: 'db.example',
  port: 5433,
  dbname: 'payments',
  username: 'app',
  password: 'one',
};
const version = '11111111-1111-4111-8111-111111111111';

async function create(value: object | string = attached): Promise<string> {
  made += 1;
  const SecretString = typeof value === 'string' ? value : JSON.stringify(value);
  const { ARN = '' } = await cloud.secretsManager.send(
    new CreateSecretCommand({ Name: `secret-${made}`, SecretString }),
  );
  return ARN;
}

test('reads the credential of a secret that is attached to a database', async () => {
  expect(await secrets.read(await create())).toEqual({
    host: 'db.example',
    port: 5433,
    database: 'payments',
    user: 'app',
    password: 'one',
  });
});

test('a pending version keeps all that is not the user and the password, and becomes current', async () => {
  const arn = await create();
  await secrets.writePending(arn, version, { user: 'app_clone', password: 'two' });
  expect(await secrets.find(arn, 'AWSPENDING', version)).toMatchObject({ user: 'app_clone', password: 'two' });
  expect(await secrets.find(arn, 'AWSCURRENT')).toMatchObject({ user: 'app', password: 'one' });

  const { stages } = await secrets.describe(arn);
  const former = Object.keys(stages).find((id) => stages[id]?.includes('AWSCURRENT'));
  await secrets.makeCurrent(arn, version, former);
  const { SecretString = '' } = await cloud.secretsManager.send(new GetSecretValueCommand({ SecretId: arn }));
  expect(JSON.parse(SecretString)).toEqual({ ...attached, username: 'app_clone', password: 'two' });
  expect(await secrets.find(arn, 'AWSPREVIOUS')).toMatchObject({ password: 'one' });
});

test('a version that is not there has no credential', async () => {
  const arn = await create();
  expect(await secrets.find(arn, 'AWSPENDING', version)).toBeUndefined();
  expect(await secrets.find(arn, 'AWSPREVIOUS')).toBeUndefined();
});

test('tells the stages of each version, and whether rotation is on', async () => {
  const arn = await create();
  const { rotationEnabled, stages } = await secrets.describe(arn);
  expect(rotationEnabled).toBe(false);
  expect(Object.values(stages)).toEqual([['AWSCURRENT']]);
  const RotationLambdaARN = 'arn:aws:lambda:us-east-1:000000000000:function:rotate';
  const RotationRules = { AutomaticallyAfterDays: 30 };
  await cloud.secretsManager.send(new RotateSecretCommand({ SecretId: arn, RotationLambdaARN, RotationRules }));
  expect(await secrets.describe(arn)).toMatchObject({ rotationEnabled: true });
});

test.each([
  ['no JSON', 'hunter2'],
  ['a JSON text', '"hunter2"'],
  ['no host', { ...attached, host: undefined, password: 'hunter2' }],
  ['no password', { ...attached, password: undefined, user: 'hunter2' }],
  ['a user name that needs quotes', { ...attached, username: 'hunter2"; drop' }],
  ['a port that is none', { ...attached, port: 'hunter2' }],
])('fails with %s, and does not say what it holds', async (_name, value) => {
  const arn = await create(value);
  const read = secrets.read(arn);
  await expect(read).rejects.toThrow(ConfigurationError);
  await expect(read).rejects.not.toThrow(/hunter2/);
});

test('fails to write a pending version when the secret is no JSON object, and does not say what it holds', async () => {
  const arn = await create();
  await cloud.secretsManager.send(new PutSecretValueCommand({ SecretId: arn, SecretString: 'hunter2' }));
  const write = secrets.writePending(arn, version, { user: 'app', password: 'two' });
  await expect(write).rejects.toThrow(ConfigurationError);
  await expect(write).rejects.not.toThrow(/hunter2/);
});

test('port and database have the defaults of the platform', () => {
  const text = JSON.stringify({ host: 'db.example', username: 'app', password: 'one' });
  expect(parseDatabaseSecret('arn', text)).toMatchObject({ port: 5432, database: 'payments' });
});
