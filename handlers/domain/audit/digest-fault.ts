import { createHash, createPublicKey, verify } from 'node:crypto';
import { type DigestLink, dataToSign, type SignedDigest } from './audit-digest';

/** SHA-256 of a public key in PEM, over its DER form. */
export function fingerprintOf(publicKey: string): string {
  const der = createPublicKey(publicKey).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex');
}

/** Why a digest does not hold at the place where it was found, after the one before it; nothing where it does. */
export function digestFault(
  foundAt: string,
  { digest, signature }: SignedDigest,
  previous: DigestLink | undefined,
  publicKey: string,
): string | undefined {
  if (digest.key !== foundAt) return `the digest was written to ${digest.key}`;
  if (digest.publicKeyFingerprint !== fingerprintOf(publicKey)) return 'the digest names another public key';
  const signed = Buffer.from(dataToSign(digest));
  if (!verify('sha256', signed, publicKey, Buffer.from(signature, 'base64'))) {
    return 'the signature does not fit the digest';
  }
  if (digest.endTime <= digest.startTime) return 'the interval ends before it starts';
  return previous
    ? linkFault({ digest, signature }, previous)
    : digest.previousKey && `the digest before it, ${digest.previousKey}, is missing`;
}

function linkFault({ digest }: SignedDigest, previous: DigestLink): string | undefined {
  if (digest.previousKey !== previous.key) return `it follows ${digest.previousKey ?? 'nothing'}, not ${previous.key}`;
  if (digest.previousHash !== previous.hash) return 'the digest before it was changed';
  if (digest.previousSignature !== previous.signature) return 'the signature before it was replaced';
  if (digest.startTime !== previous.endTime) {
    return `an interval is missing between ${previous.endTime} and ${digest.startTime}`;
  }
  return undefined;
}
