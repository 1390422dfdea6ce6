import { generateKeyPairSync, sign } from 'node:crypto';
import type { AuditSigner } from '../../../handlers/ports/audit-signer';

/** Signs as KMS does, with a key of this process. */
export function auditKey(): AuditSigner & { readonly pem: string } {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return {
    pem,
    publicKey: async () => pem,
    sign: async (text) => sign('sha256', Buffer.from(text), keys.privateKey).toString('base64'),
  };
}
