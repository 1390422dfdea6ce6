import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** What PCI DSS 10.2.2 asks of every audit record: who, what, when, outcome, origin, and which resource. */
export interface AuditFacts {
  /** ISO 8601 UTC. */
  readonly occurredAt: string;
  /** Who caused it: a caller's ARN, a function, an operator. */
  readonly actor: string;
  /** Past tense, for instance `PaymentAuthorized`. */
  readonly action: string;
  /** `unknown` where the acquirer has not said yet. */
  readonly outcome: 'success' | 'failure' | 'unknown';
  /** The channel it came through: an API, a queue, a schedule. */
  readonly origin: string;
  /** Address of the caller as the edge saw it; absent where nobody called. */
  readonly sourceIp?: string;
  /** The payment, secret or rule set concerned. */
  readonly resource: string;
  /** Safe fields only: never card data beyond the mask. */
  readonly details: Readonly<Record<string, string | number | boolean | undefined>>;
}

/**
 * One link of a writer's chain. Every session of the database is a writer of its own, so that a commit waits for no lock:
 * a single chain for all would cost more than half of the throughput.
 */
export interface AuditRecord {
  readonly writerId: string;
  /** Counts this writer's records from 1. */
  readonly sequence: number;
  /** `hash` of the writer's record before; 64 zeros in the first. */
  readonly previousHash: string;
  readonly facts: AuditFacts;
  readonly hash: string;
}

const GENESIS_HASH = '0'.repeat(64);

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The one byte form of a value (RFC 8785), whatever the order in which its members were written. */
export function canonicalForm(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('only JSON values have a canonical form');
  return text;
}

/** Hash over everything in the record but the hash itself; `ledger.audit_hash` makes the same from the same. */
export function hashOf({ writerId, sequence, previousHash, facts }: Omit<AuditRecord, 'hash'>): string {
  return sha256([writerId, sequence, previousHash, canonicalForm(facts)].join('\n'));
}

/** The end of a writer's chain, which the next record has to follow. */
export interface ChainHead {
  readonly writerId: string;
  readonly sequence: number;
  readonly hash: string;
}

export function newChain(writerId: string): ChainHead {
  return { writerId, sequence: 0, hash: GENESIS_HASH };
}

/** Why a record does not follow the end of its chain; nothing where it does. */
export function chainFault(head: ChainHead, record: AuditRecord): string | undefined {
  if (record.sequence !== head.sequence + 1) {
    return `record ${head.sequence + 1} of writer ${record.writerId} was expected, found is ${record.sequence}`;
  }
  if (record.hash !== hashOf(record)) return 'the record was changed';
  if (record.previousHash !== head.hash) return 'the record does not follow the one before it';
  return undefined;
}
