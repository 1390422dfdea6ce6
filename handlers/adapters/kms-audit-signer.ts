import { createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { AuditSigner } from '../ports/audit-signer';
import { ServiceUnavailableError } from '../runtime/errors';
import { callService } from '../runtime/service-call';

const SERVICE = 'audit signing key';

/** Signs with a key that never leaves KMS; the public half is read once. */
export class KmsAuditSigner implements AuditSigner {
  private known?: Promise<string>;

  constructor(
    private readonly client: KMSClient,
    private readonly keyId: string,
  ) {}

  publicKey(): Promise<string> {
    this.known ??= this.readPublicKey().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  async sign(text: string): Promise<string> {
    const sign = new SignCommand({
      KeyId: this.keyId,
      SigningAlgorithm: 'ECDSA_SHA_256',
      MessageType: 'RAW',
      Message: Buffer.from(text, 'utf8'),
    });
    const { Signature } = await callService(SERVICE, () => this.client.send(sign));
    if (Signature === undefined) throw new ServiceUnavailableError(`${SERVICE} gave no signature`);
    return Buffer.from(Signature).toString('base64');
  }

  private async readPublicKey(): Promise<string> {
    const read = new GetPublicKeyCommand({ KeyId: this.keyId });
    const { PublicKey } = await callService(SERVICE, () => this.client.send(read));
    if (PublicKey === undefined) throw new ServiceUnavailableError(`${SERVICE} gave no public key`);
    const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
    return key.export({ type: 'spki', format: 'pem' }).toString();
  }
}
