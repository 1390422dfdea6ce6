import type { AuditFacts } from '../domain/audit/audit-record';
import type { Money } from '../domain/money';

/** An authorization whose fate at the acquirer is not known. The payment's id is the key under which the acquirer was asked. */
export interface OpenAuthorization {
  readonly paymentId: string;
  /** `resolve` what an unresolved payment waits for, or `release` what no payment stands for. */
  readonly purpose: 'resolve' | 'release';
  readonly amount: Money;
  readonly ageSeconds: number;
}

export type Orphan = Pick<OpenAuthorization, 'paymentId' | 'amount'>;

/** `asked`: the acquirer still is; `handed-over`: a person has it; `released`: a person has said on paper that nothing is held. */
export type OrphanState =
  | { readonly state: 'asked' | 'handed-over'; readonly amount: Money }
  | { readonly state: 'released' };

export interface UnresolvedBacklog {
  /** Payments, those included that a person has. */
  readonly unresolved: number;
  /** Of the oldest that no person has; 0 when there is none. */
  readonly ageSeconds: number;
}

/** The open questions to the acquirer. All throw `LedgerUnavailableError` as `PaymentLedger` does, and are harmless to repeat. */
export interface OpenAuthorizations {
  /** Those that nobody has claimed for so long, longest first; claiming them counts as asking. */
  claim(notAskedForSeconds: number, atMost: number): Promise<readonly OpenAuthorization[]>;
  /** The acquirer may hold an authorization under this key, and no payment stands for it. */
  reportOrphan(orphan: Orphan): Promise<void>;
  /** `undefined` where none is open, and none was closed on evidence. */
  findOrphan(paymentId: string): Promise<OrphanState | undefined>;
  /** The acquirer holds nothing any more. */
  closeOrphan(paymentId: string): Promise<void>;
  /** Nobody asks any more, and the audit trail says so; `false` when a person has it already. */
  handOver(paymentId: string, reason: string, facts: AuditFacts): Promise<boolean>;
  /** Makes what a person had of these payments, steps included, asked about again at once; returns how many questions it were. */
  reopen(paymentIds: readonly string[]): Promise<number>;
  backlog(): Promise<UnresolvedBacklog>;
}
