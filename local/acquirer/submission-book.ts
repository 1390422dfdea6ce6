import { randomUUID } from 'node:crypto';
import type { Book } from './book';
import { KeyedRequests } from './keyed-requests';
import { Refusal } from './refusal';
import { troubleOf } from './troubled-amounts';

export type SubmissionKind = 'capture' | 'void' | 'refund';

export interface SubmissionOrder {
  readonly authorizationId: string;
  readonly kind: SubmissionKind;
  readonly amountMinor: number;
  readonly currency: string;
}

/** One more line of the acquirer's book. A refusal is kept as well: a key that was refused stays refused. */
export interface SubmissionLine extends SubmissionOrder {
  readonly submissionId: string;
  readonly key: string;
  readonly status: 'accepted' | 'refused';
  /** Why it was refused. */
  readonly code?: string;
  readonly submittedAt: string;
}

/** What was done with an authorization. */
export interface Totals {
  readonly capturedMinor: number;
  readonly voidedMinor: number;
  readonly refundedMinor: number;
}

/** Captures, voids and refunds: never more than is held or was captured, and once a key. */
export class SubmissionBook {
  private readonly lines = new Map<string, SubmissionLine>();
  private readonly accepted = new Map<string, SubmissionLine[]>();
  private readonly requests = new KeyedRequests();

  constructor(private readonly authorizations: Book) {}

  /** Counts a delivery of a key. */
  admit(key: string, order: SubmissionOrder): number {
    if (!this.authorizations.findById(order.authorizationId)) throw new Refusal(404, 'unknown-authorization');
    return this.requests.admit(key, order);
  }

  execute(key: string, order: SubmissionOrder): SubmissionLine {
    const known = this.lines.get(key);
    if (known) return known;
    const code = this.refusalOf(order);
    const line: SubmissionLine = {
      submissionId: `${order.kind}_${randomUUID()}`,
      key,
      ...order,
      status: code ? 'refused' : 'accepted',
      ...(code && { code }),
      submittedAt: new Date().toISOString(),
    };
    this.lines.set(key, line);
    if (!code) this.accepted.set(order.authorizationId, [...this.acceptedOf(order.authorizationId), line]);
    return line;
  }

  find(key: string): SubmissionLine | undefined {
    return this.lines.get(key);
  }

  totals(authorizationId: string): Totals {
    const sum = (kind: SubmissionKind) =>
      this.acceptedOf(authorizationId).reduce((total, line) => total + (line.kind === kind ? line.amountMinor : 0), 0);
    return { capturedMinor: sum('capture'), voidedMinor: sum('void'), refundedMinor: sum('refund') };
  }

  /** Every line with the number of times its key was sent. */
  entries(): readonly (SubmissionLine & { readonly deliveries: number })[] {
    return [...this.lines.values()].map((line) => ({ ...line, deliveries: this.requests.deliveries(line.key) }));
  }

  private acceptedOf(authorizationId: string): readonly SubmissionLine[] {
    return this.accepted.get(authorizationId) ?? [];
  }

  private refusalOf({ authorizationId, kind, amountMinor, currency }: SubmissionOrder): string | undefined {
    const authorization = this.authorizations.findById(authorizationId);
    const { capturedMinor, voidedMinor, refundedMinor } = this.totals(authorizationId);
    if (authorization?.status !== 'approved') return 'not-authorized';
    if (currency !== authorization.currency) return 'currency-differs';
    if (troubleOf(amountMinor) === 'refuse') return 'refused-by-test-amount';
    const left =
      kind === 'refund' ? capturedMinor - refundedMinor : authorization.amountMinor - capturedMinor - voidedMinor;
    if (amountMinor <= left) return undefined;
    return kind === 'refund' ? 'amount-exceeds-captured' : 'amount-exceeds-authorized';
  }
}
