import type { Money } from '../money';
import type { PaymentInstruction } from '../payment';

export const VELOCITY_WINDOWS = ['1h', '24h', '7d'] as const;
export type VelocityWindow = (typeof VELOCITY_WINDOWS)[number];

/** By whom attempts are counted. */
export const VELOCITY_SUBJECTS = ['card', 'customer', 'email', 'ip'] as const;
export type VelocitySubject = (typeof VELOCITY_SUBJECTS)[number];

export interface VelocityCount {
  readonly attempts: number;
  /** Attempts that the issuer declined; what rules decline does not count, or a subject would never cool down. */
  readonly declines: number;
  /** Sum in the currency of the payment that asks. */
  readonly amountMinor: number;
  /** Different cards. */
  readonly cards: number;
}

/** What is remembered of a card for longer than any window, other attempts only. */
export interface CardHistory {
  readonly ageHours: number;
  /** Attempts before this one in its currency. */
  readonly attempts: number;
  readonly amountMinor: number;
}

/** Subjects that are not known (no e-mail, no address) are absent. */
export type VelocityCounts = {
  readonly [subject in VelocitySubject]?: Readonly<Record<VelocityWindow, VelocityCount>>;
} & { readonly cardHistory?: CardHistory };

export interface VelocityKey {
  readonly subject: VelocitySubject;
  readonly value: string;
}

export interface VelocityAttempt {
  /** Counting the same attempt twice has no effect. */
  readonly attemptId: string;
  readonly keys: readonly VelocityKey[];
  readonly amount: Money;
  readonly at: Date;
}

/** What is counted of a payment. */
export type CountedPayment = Pick<
  PaymentInstruction,
  'amount' | 'customer' | 'merchantId' | 'paymentId' | 'receivedAt'
> & { readonly card: Pick<PaymentInstruction['card'], 'fingerprint'> };

/** The same for a payment whenever it is asked for: it counts from when it was received. */
export function velocityAttempt(payment: CountedPayment): VelocityAttempt {
  const { amount, paymentId, receivedAt } = payment;
  return { attemptId: paymentId, keys: velocityKeys(payment), amount, at: new Date(receivedAt) };
}

/** Whom to count for a payment. Customer ids are the merchant's own, hence unique only within it. */
export function velocityKeys({
  card,
  customer,
  merchantId,
}: Pick<CountedPayment, 'card' | 'customer' | 'merchantId'>): readonly VelocityKey[] {
  const email = customer.email?.trim().toLowerCase();
  return [
    { subject: 'card', value: card.fingerprint },
    { subject: 'customer', value: `${merchantId}/${customer.id}` },
    ...(email ? [{ subject: 'email', value: email } as const] : []),
    ...(customer.ipAddress ? [{ subject: 'ip', value: customer.ipAddress } as const] : []),
  ];
}
