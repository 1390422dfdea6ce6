import { generateKeyPairSync, sign } from 'node:crypto';
import type { AuditSigner } from '../../../handlers/ports/audit-signer';

export interface AuditKey extends AuditSigner {
  readonly pem: string;
  /** What `sign` promises. */
  readonly signatureOf: (text: string) => string;
}

/** Signs as KMS does, with a key of this process. */
export function auditKey(): AuditKey {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const signatureOf = (text: string) => sign('sha256', Buffer.from(text), keys.privateKey).toString('base64');
  return { pem, signatureOf, publicKey: async () => pem, sign: async (text) => signatureOf(text) };
}
