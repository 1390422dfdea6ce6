import { CreateKeyCommand } from '@aws-sdk/client-kms';
import { KmsCardFingerprinter } from '../../../handlers/adapters/kms-card-fingerprinter';
import { type EmulatedCloud, startEmulatedCloud } from '../fakes/emulated-cloud';

let cloud: EmulatedCloud;
beforeAll(async () => {
  cloud = await startEmulatedCloud('fingerprinter');
});
afterAll(() => cloud.stop());

async function fingerprinterWithNewKey(): Promise<KmsCardFingerprinter> {
  const create = new CreateKeyCommand({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
  const { KeyMetadata } = await cloud.kms.send(create);
  return new KmsCardFingerprinter(cloud.kms, KeyMetadata?.KeyId ?? '');
}

test('gives the same card the same fingerprint, and another card another', async () => {
  const fingerprinter = await fingerprinterWithNewKey();
  const fingerprint = await fingerprinter.fingerprint('4111111111111111');
  expect(fingerprint).toMatch(/^[\w-]{43}$/);
  await expect(fingerprinter.fingerprint('4111111111111111')).resolves.toBe(fingerprint);
  await expect(fingerprinter.fingerprint('4242424242424242')).resolves.not.toBe(fingerprint);
});

test('gives the same card another fingerprint under another key', async () => {
  const [one, other] = [await fingerprinterWithNewKey(), await fingerprinterWithNewKey()];
  const fingerprint = await one.fingerprint('4111111111111111');
  await expect(other.fingerprint('4111111111111111')).resolves.not.toBe(fingerprint);
});

test('fails without quoting the card when there is no such key', async () => {
  const fingerprinter = new KmsCardFingerprinter(cloud.kms, '00000000-0000-4000-8000-000000000000');
  const error = await fingerprinter.fingerprint('4111111111111111').catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'configuration-invalid' });
  expect(String(error)).not.toContain('4111');
});
