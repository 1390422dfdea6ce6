import { type AuditFacts, type AuditRecord, type ChainHead, hashOf } from '../../../handlers/domain/audit/audit-record';
import type { FoundDigest, TrailReport } from '../../../handlers/domain/audit/verify-trail';
import { AuditTrail } from '../../../src/contract/audit-trail';
import type { TrailObject } from '../../../tools/payment-audit/trail-source';
import { verifySource } from '../../../tools/payment-audit/verify-source';

/** A trail in memory, as somebody found it. */
export interface SealedTrail {
  readonly digests: readonly FoundDigest[];
  /** Text of a sealed file by the key it was found at. */
  readonly files: Readonly<Record<string, string>>;
  /** PEM; kept by the auditor, not read from the trail. */
  readonly publicKey: string;
}

/** What `payment-audit verify` says of it. */
export function verifyTrail({ digests, files, publicKey }: SealedTrail): Promise<TrailReport> {
  const objects = new Map<string, TrailObject>(Object.entries(files).map(([key, text]) => [key, { text }]));
  for (const { foundAt, signed } of digests) {
    objects.set(foundAt, { text: JSON.stringify(signed.digest), signature: signed.signature });
  }
  const source = {
    keys: async () => [...objects.keys()],
    read: async (key: string) => objects.get(key),
    writtenAt: async () => undefined,
    changes: async () => [],
  };
  const [prefix = ''] = digests[0]?.foundAt.split(AuditTrail.DIGESTS) ?? [];
  return verifySource(source, { prefix, publicKey });
}

/** The record that the ledger would append to a chain. */
export function nextRecord({ writerId, sequence, hash }: ChainHead, facts: AuditFacts): AuditRecord {
  const content = { writerId, sequence: sequence + 1, previousHash: hash, facts };
  return { ...content, hash: hashOf(content) };
}
