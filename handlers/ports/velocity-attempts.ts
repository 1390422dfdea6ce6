import type { VelocityAttempt } from '../domain/fraud/velocity';

/** What payments were counted as when they were scored. */
export interface VelocityAttempts {
  /** `undefined` for a payment that was not scored, and for one that is none. Throws `LedgerUnavailableError` as `PaymentLedger` does. */
  find(paymentId: string): Promise<VelocityAttempt | undefined>;
}
