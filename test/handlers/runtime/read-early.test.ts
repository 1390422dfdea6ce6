import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SecretsManagerSecret } from '../../../handlers/adapters/secrets-manager-secret';
import { readEarly } from '../../../handlers/runtime/read-early';
import { fakeClock } from '../fakes/clock';

/** A secret of a service that does not answer the first calls. */
function secretAfter(failures: number) {
  const calls: number[] = [];
  const send = async () => {
    calls.push(calls.length);
    if (calls.length <= failures) throw new Error('unreachable');
    return { SecretString: '{"apiKey":"one"}' };
  };
  const client: SecretsManagerClient = Object.create(null, { send: { value: send } });
  return { calls, secret: new SecretsManagerSecret(client, 'arn', 'apiKey', fakeClock()) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('reads at once, and once', async () => {
  const { calls, secret } = secretAfter(0);
  readEarly(() => secret.read());
  expect(calls).toHaveLength(1);
  await expect(secret.read()).resolves.toBe('one');
  expect(calls).toHaveLength(1);
});

test('an event that waits for a read that fails is told', async () => {
  const { secret } = secretAfter(1);
  readEarly(() => secret.read());
  await expect(secret.read()).rejects.toMatchObject({ code: 'service-unavailable' });
});

test('what could not be read is read anew, and nobody is told of a failure that no event waited for', async () => {
  const { calls, secret } = secretAfter(1);
  readEarly(() => secret.read());
  await turn();
  await expect(secret.read()).resolves.toBe('one');
  expect(calls).toHaveLength(2);
});
