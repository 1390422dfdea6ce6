import { CreateSecretCommand, PutSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SecretsManagerSecret } from '../../../handlers/adapters/secrets-manager-secret';
import { fakeClock } from '../fakes/clock';
import { type EmulatedCloud, startEmulatedCloud } from '../fakes/emulated-cloud';

let cloud: EmulatedCloud;
let client: SecretsManagerClient;
beforeAll(async () => {
  cloud = await startEmulatedCloud('secrets');
  client = cloud.secretsManager;
});
afterAll(() => cloud.stop());

async function setUp(name: string, SecretString = '{"apiKey":"one"}') {
  await client.send(new CreateSecretCommand({ Name: name, SecretString }));
  const clock = fakeClock();
  return {
    clock,
    secret: new SecretsManagerSecret(client, name, 'apiKey', clock),
    put: (value: string) => client.send(new PutSecretValueCommand({ SecretId: name, SecretString: value })),
  };
}

test('is read once in five minutes', async () => {
  const { clock, secret, put } = await setUp('cached');
  await expect(Promise.all([secret.read(), secret.read()])).resolves.toEqual(['one', 'one']);
  await put('{"apiKey":"two"}');
  clock.advance(299);
  await expect(secret.read()).resolves.toBe('one');
  clock.advance(1);
  await expect(secret.read()).resolves.toBe('two');
});

test('is read anew once it was refused', async () => {
  const { secret, put } = await setUp('refused');
  await secret.read();
  await put('{"apiKey":"two"}');
  secret.forget();
  await expect(secret.read()).resolves.toBe('two');
});

test.each([
  ['not-json', 'key-1'],
  ['no-field', '{"key":"key-1"}'],
  ['not-text', '{"apiKey":1}'],
  ['empty', '{"apiKey":""}'],
])('fails without the value for a secret that is %s, and is read anew', async (name, value) => {
  const { secret, put } = await setUp(name, value);
  await expect(secret.read()).rejects.toThrow(/must be a JSON object with a text field 'apiKey'$/);
  await put('{"apiKey":"mended"}');
  await expect(secret.read()).resolves.toBe('mended');
});

test('fails as a wrong configuration for a secret that is not there', async () => {
  const secret = new SecretsManagerSecret(client, 'nowhere', 'apiKey', fakeClock());
  await expect(secret.read()).rejects.toMatchObject({ code: 'configuration-invalid' });
});
