import type { Payment } from '../../../handlers/domain/payment';
import type { CommitResult, PaymentDecision, PaymentLedger } from '../../../handlers/ports/payment-ledger';
import { LedgerUnavailableError } from '../../../handlers/runtime/errors';

/** The ledger's promise in memory: one payment per caller and key, forever. */
export class FakeLedger implements PaymentLedger {
  readonly payments = new Map<string, Payment>();
  /** Throws from now on, as often as this says: before the commit, or after it. */
  failures: { when: 'before' | 'after'; times: number } = { when: 'before', times: 0 };

  async find(callerId: string, idempotencyKey: string): Promise<Payment | undefined> {
    return this.payments.get(`${callerId} ${idempotencyKey}`);
  }

  async commit({ instruction, eventId: _eventId, decidedAt, ...verdict }: PaymentDecision): Promise<CommitResult> {
    this.failWhen('before');
    const key = `${instruction.callerId} ${instruction.idempotencyKey}`;
    const known = this.payments.get(key);
    if (known) {
      return known.requestHash === instruction.requestHash
        ? { outcome: 'replayed', payment: known }
        : { outcome: 'mismatch' };
    }
    const payment: Payment = { ...instruction, ...verdict, sequence: 1, updatedAt: decidedAt };
    this.payments.set(key, payment);
    this.failWhen('after');
    return { outcome: 'committed', payment };
  }

  private failWhen(moment: 'before' | 'after'): void {
    if (this.failures.when !== moment || this.failures.times === 0) return;
    this.failures.times -= 1;
    throw new LedgerUnavailableError('ledger is away');
  }
}
