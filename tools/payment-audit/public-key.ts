import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { KMSClient } from '@aws-sdk/client-kms';
import { KmsAuditSigner } from '../../handlers/adapters/kms-audit-signer';

const IN_KMS = /^(arn:[\w-]+:kms:|alias\/|mrk-)|^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** The public key in PEM, from a file or from KMS. */
export async function publicKeyFrom(key: string): Promise<string> {
  if (IN_KMS.test(key)) return new KmsAuditSigner(new KMSClient({}), key).publicKey();
  if (!existsSync(key)) throw new Error(`'--key' must be a PEM file, or an ARN or alias of KMS, got '${key}'`);
  const pem = readFileSync(key, 'utf8');
  try {
    return createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString();
  } catch {
    throw new Error(`'${key}' must hold a public key in PEM`);
  }
}
