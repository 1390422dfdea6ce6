import { createHash, createPublicKey, verify } from 'node:crypto';
import { type AuditDigest, dataToSign, digestText, type SignedDigest } from './audit-digest';
import { type AuditRecord, type ChainHead, hashOf, newChain, sha256 } from './audit-record';

/** A sealed trail as it was found, in whatever store: nothing in it is believed. */
export interface SealedTrail {
  /** Where each digest was found, with the digest and signature found there. */
  readonly digests: readonly { readonly foundAt: string; readonly signed: SignedDigest }[];
  /** Text of a sealed file by the key it was found at. */
  readonly files: Readonly<Record<string, string>>;
  /** PEM; kept by the auditor, not read from the trail. */
  readonly publicKey: string;
}

export interface TrailReport {
  readonly digests: number;
  readonly records: number;
  /** The first thing that does not hold, or nothing. */
  readonly broken?: { readonly at: string; readonly reason: string };
}

class BrokenTrail extends Error {
  constructor(
    readonly at: string,
    readonly reason: string,
  ) {
    super(`${at}: ${reason}`);
  }
}

/** Follows the digests from the first to the last, and every writer's chain through them. */
export function verifyTrail(trail: SealedTrail): TrailReport {
  const heads = new Map<string, ChainHead>();
  let records = 0;
  let previous: SignedDigest | undefined;
  try {
    for (const { foundAt, signed } of trail.digests) {
      checkDigest(foundAt, signed, previous, trail.publicKey);
      for (const file of signed.digest.files) records += checkFile(file, trail.files[file.key], heads);
      checkHeads(signed.digest, heads);
      previous = signed;
    }
    checkNothingUnsealed(trail);
    return { digests: trail.digests.length, records };
  } catch (error) {
    if (!(error instanceof BrokenTrail)) throw error;
    return { digests: trail.digests.length, records, broken: { at: error.at, reason: error.reason } };
  }
}

function checkDigest(foundAt: string, signed: SignedDigest, previous: SignedDigest | undefined, pem: string): void {
  const { digest, signature } = signed;
  if (digest.key !== foundAt) throw new BrokenTrail(foundAt, `the digest was written to ${digest.key}`);
  const publicKey = createPublicKey(pem);
  const fingerprint = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
  if (digest.publicKeyFingerprint !== fingerprint)
    throw new BrokenTrail(foundAt, 'the digest names another public key');
  if (!verify('sha256', Buffer.from(dataToSign(digest)), publicKey, Buffer.from(signature, 'base64'))) {
    throw new BrokenTrail(foundAt, 'the signature does not fit the digest');
  }
  if (digest.endTime <= digest.startTime) throw new BrokenTrail(foundAt, 'the interval ends before it starts');
  if (!previous) {
    if (digest.previousKey !== undefined)
      throw new BrokenTrail(foundAt, `the digest before it, ${digest.previousKey}, is missing`);
    return;
  }
  if (digest.previousKey !== previous.digest.key)
    throw new BrokenTrail(foundAt, `it follows ${digest.previousKey ?? 'nothing'}, not ${previous.digest.key}`);
  if (digest.previousHash !== sha256(digestText(previous.digest)))
    throw new BrokenTrail(foundAt, 'the digest before it was changed');
  if (digest.previousSignature !== previous.signature)
    throw new BrokenTrail(foundAt, 'the signature before it was replaced');
  if (digest.startTime !== previous.digest.endTime)
    throw new BrokenTrail(foundAt, `an interval is missing between ${previous.digest.endTime} and ${digest.startTime}`);
}

function checkFile(
  file: AuditDigest['files'][number],
  text: string | undefined,
  heads: Map<string, ChainHead>,
): number {
  if (text === undefined) throw new BrokenTrail(file.key, 'the file is missing');
  const records = text
    .split('\n')
    .filter(Boolean)
    .map((line, index) => parseRecord(`${file.key}:${index + 1}`, line));
  for (const [index, record] of records.entries()) checkRecord(`${file.key}:${index + 1}`, record, heads);
  // last, so that a record is named where one can be
  if (records.length !== file.records)
    throw new BrokenTrail(file.key, `it holds ${records.length} records, sealed were ${file.records}`);
  if (sha256(text) !== file.hash) throw new BrokenTrail(file.key, 'the file was changed');
  return records.length;
}

function parseRecord(at: string, line: string): AuditRecord {
  try {
    return JSON.parse(line) as AuditRecord;
  } catch {
    throw new BrokenTrail(at, 'the record is not JSON');
  }
}

function checkRecord(at: string, record: AuditRecord, heads: Map<string, ChainHead>): void {
  const head = heads.get(record.writerId) ?? newChain(record.writerId);
  if (record.hash !== hashOf(record)) throw new BrokenTrail(at, 'the record was changed');
  if (record.sequence !== head.sequence + 1) {
    throw new BrokenTrail(
      at,
      `record ${head.sequence + 1} of writer ${record.writerId} was expected, found is ${record.sequence}`,
    );
  }
  if (record.previousHash !== head.hash) throw new BrokenTrail(at, 'the record does not follow the one before it');
  heads.set(record.writerId, { writerId: record.writerId, sequence: record.sequence, hash: record.hash });
}

function checkHeads(digest: AuditDigest, heads: ReadonlyMap<string, ChainHead>): void {
  for (const [writerId, sealed] of Object.entries(digest.heads)) {
    const head = heads.get(writerId);
    if (head?.sequence !== sealed.sequence || head.hash !== sealed.hash) {
      throw new BrokenTrail(
        digest.key,
        `the chain of writer ${writerId} does not end at its sealed record ${sealed.sequence}`,
      );
    }
  }
}

function checkNothingUnsealed(trail: SealedTrail): void {
  const sealed = new Set(trail.digests.flatMap(({ signed }) => signed.digest.files.map(({ key }) => key)));
  const stray = Object.keys(trail.files).find((key) => !sealed.has(key));
  if (stray) throw new BrokenTrail(stray, 'no digest names this file');
}
