import { verify } from 'node:crypto';
import { CreateKeyCommand } from '@aws-sdk/client-kms';
import { KmsAuditSigner } from '../../../handlers/adapters/kms-audit-signer';
import { type EmulatedCloud, startEmulatedCloud } from '../fakes/emulated-cloud';

let cloud: EmulatedCloud;
beforeAll(async () => {
  cloud = await startEmulatedCloud('audit-signer');
});
afterAll(() => cloud.stop());

async function signerWithNewKey(): Promise<KmsAuditSigner> {
  const create = new CreateKeyCommand({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
  const { KeyMetadata } = await cloud.kms.send(create);
  return new KmsAuditSigner(cloud.kms, KeyMetadata?.KeyId ?? '');
}

test('its signature fits its public key and no other', async () => {
  const [signer, other] = [await signerWithNewKey(), await signerWithNewKey()];
  const signature = Buffer.from(await signer.sign('data to sign'), 'base64');
  const fits = async (pem: Promise<string>, text = 'data to sign') =>
    verify('sha256', Buffer.from(text), await pem, signature);
  await expect(fits(signer.publicKey())).resolves.toBe(true);
  await expect(fits(signer.publicKey(), 'other data')).resolves.toBe(false);
  await expect(fits(other.publicKey())).resolves.toBe(false);
});

test('fails when there is no such key, and asks again the next time', async () => {
  const signer = new KmsAuditSigner(cloud.kms, '00000000-0000-4000-8000-000000000000');
  const missing = { code: 'configuration-invalid' };
  await expect(signer.publicKey()).rejects.toMatchObject(missing);
  await expect(signer.publicKey()).rejects.toMatchObject(missing);
  await expect(signer.sign('text')).rejects.toMatchObject(missing);
});
