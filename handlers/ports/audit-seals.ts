import type { SealedHeads } from '../domain/audit/audit-digest';

/** A record as it lies in the ledger. */
export interface UnsealedRecord {
  readonly writerId: string;
  readonly sequence: number;
  /** Canonical text of `AuditFacts`. */
  readonly facts: string;
  readonly hash: string;
  /** How far the writer's chain was sealed. */
  readonly sealed: { readonly sequence: number; readonly hash: string };
}

/** A digest that was written, as the ledger keeps it. */
export interface Seal {
  /** Counts the digests from 1. */
  readonly number: number;
  readonly endTime: string;
  readonly hash: string;
  readonly signature: string;
}

/** What is sealed and what is not. Everything here may be repeated, and done by several at once. */
export interface AuditSeals {
  /** The last seal, and the records after it: whole chains, each in its order, no more than `atMost` in all. */
  unsealed(atMost: number): Promise<{ readonly last?: Seal; readonly records: readonly UnsealedRecord[] }>;
  /** The unsealed records up to these heads. */
  upTo(heads: SealedHeads): Promise<readonly UnsealedRecord[]>;
  /** Keeps a seal, and how far it reaches; false when it was kept before. */
  finish(seal: Seal & { readonly heads: SealedHeads }): Promise<boolean>;
}
