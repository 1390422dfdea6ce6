import { type AuditRecord, canonicalForm, sha256 } from './audit-record';

/** One sealed file of records, as a digest names it. */
export interface SealedFile {
  /** Object key, so that a file that was moved or swapped is noticed. */
  readonly key: string;
  /** SHA-256 of the file's text. */
  readonly hash: string;
  readonly records: number;
}

/** End of every writer's chain that a digest touched: a chain cut at its end no longer reaches it. */
export type SealedHeads = Readonly<Record<string, { readonly sequence: number; readonly hash: string }>>;

/**
 * What was sealed between two points in time; the shape of CloudTrail's digest files. One is written for every interval,
 * also an empty one: a missing interval is evidence of its own.
 */
export interface AuditDigest {
  readonly version: 1;
  readonly key: string;
  readonly startTime: string;
  readonly endTime: string;
  readonly files: readonly SealedFile[];
  readonly heads: SealedHeads;
  /** Absent in the first digest only. */
  readonly previousKey?: string;
  readonly previousHash?: string;
  readonly previousSignature?: string;
  /** SHA-256 of the public key (DER) that verifies this digest. */
  readonly publicKeyFingerprint: string;
  readonly signatureAlgorithm: 'ECDSA_SHA_256';
}

/** The signature stands beside the digest (object metadata, or a `.sig` file), never inside. */
export interface SignedDigest {
  readonly digest: AuditDigest;
  /** Base64, DER-encoded. */
  readonly signature: string;
}

/** What the next digest repeats of the one before it. */
export interface DigestLink {
  readonly key: string;
  readonly endTime: string;
  readonly hash: string;
  readonly signature: string;
}

export const digestText = (digest: AuditDigest): string => canonicalForm(digest);

export function linkTo({ digest, signature }: SignedDigest): DigestLink {
  return { key: digest.key, endTime: digest.endTime, hash: sha256(digestText(digest)), signature };
}

/** Time, place, content and the signature before: an old digest cannot be put back, nor a digest moved. */
export function dataToSign(digest: AuditDigest): string {
  return [digest.endTime, digest.key, sha256(digestText(digest)), digest.previousSignature ?? 'none'].join('\n');
}

/** The records of an interval as one file: a line each, in the order of their chains. */
export function fileText(records: readonly AuditRecord[]): string {
  return records.map((record) => `${canonicalForm(record)}\n`).join('');
}

export interface Interval {
  readonly key: string;
  readonly fileKey: string;
  readonly startTime: string;
  readonly endTime: string;
  readonly publicKeyFingerprint: string;
}

/** Describes an interval's records; signing is the caller's, since the key never leaves KMS. */
export function makeDigest(interval: Interval, records: readonly AuditRecord[], previous?: DigestLink): AuditDigest {
  const heads: Record<string, { sequence: number; hash: string }> = {};
  for (const { writerId, sequence, hash } of records) heads[writerId] = { sequence, hash };
  const file = { key: interval.fileKey, hash: sha256(fileText(records)), records: records.length };
  return {
    version: 1,
    key: interval.key,
    startTime: interval.startTime,
    endTime: interval.endTime,
    files: records.length > 0 ? [file] : [],
    heads,
    ...(previous && {
      previousKey: previous.key,
      previousHash: previous.hash,
      previousSignature: previous.signature,
    }),
    publicKeyFingerprint: interval.publicKeyFingerprint,
    signatureAlgorithm: 'ECDSA_SHA_256',
  };
}
