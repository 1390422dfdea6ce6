import { type AuditRecord, type ChainHead, chainFault } from '../domain/audit/audit-record';
import type { UnsealedRecord } from '../ports/audit-seals';

/** A chain that does not hold, from the first record on that does not. */
export interface BrokenChain {
  readonly writerId: string;
  readonly sequence: number;
  readonly reason: string;
}

/** Goes along the chains of what is to be sealed: a chain that was tampered with is held back from there on, the others are not. */
export function soundRecords(unsealed: readonly UnsealedRecord[]): {
  readonly records: readonly AuditRecord[];
  readonly broken: readonly BrokenChain[];
} {
  const records: AuditRecord[] = [];
  const broken = new Map<string, BrokenChain>();
  const heads = new Map<string, ChainHead>();
  for (const found of unsealed) {
    const { writerId, sequence, sealed } = found;
    if (broken.has(writerId)) continue;
    const head = heads.get(writerId) ?? { writerId, ...sealed };
    const record = recordOf(found, head);
    const reason = record ? chainFault(head, record) : 'the facts are not JSON';
    if (!record || reason) {
      broken.set(writerId, { writerId, sequence, reason: reason ?? '' });
      continue;
    }
    records.push(record);
    heads.set(writerId, record);
  }
  return { records, broken: [...broken.values()] };
}

function recordOf({ writerId, sequence, facts, hash }: UnsealedRecord, head: ChainHead): AuditRecord | undefined {
  try {
    return { writerId, sequence, previousHash: head.hash, facts: JSON.parse(facts), hash };
  } catch {
    return undefined;
  }
}
