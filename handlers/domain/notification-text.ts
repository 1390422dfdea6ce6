import { minorDigitsOf } from './currency';
import type { PaymentEvent } from './payment-event';

export interface NotificationText {
  /** One line of ASCII, at most 100 characters, as e-mail subjects of SNS must be. */
  readonly subject: string;
  readonly body: string;
}

/** `CHF 42.00`, `JPY 4200`: digits as ISO 4217 says, a point whatever the reader's language. */
export function formatAmount(amountMinor: number, currency: string): string {
  const digits = minorDigitsOf(currency) ?? 0;
  const text = `${amountMinor}`.padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return digits === 0 ? `${currency} ${whole}` : `${currency} ${whole}.${text.slice(-digits)}`;
}

/** Control characters could forge lines of an e-mail. */
const oneLine = (text: string) => text.replace(/\p{Cc}+/gu, ' ');

/** `PaymentCaptureReversed` as one would say it: `Payment capture reversed`. A refund leaves the status as it was, so that it says less. */
const inWords = (eventType: string) => eventType.replace(/(?<=[a-z])[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);

/** What a person reads who subscribed by e-mail. */
export function notificationText(event: PaymentEvent): NotificationText {
  const amount = formatAmount(event.amountMinor, event.currency);
  const moved = event.stepMinor === undefined ? undefined : formatAmount(event.stepMinor, event.currency);
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['Payment', event.paymentId],
    ['Status', event.status],
    ['Amount', amount],
    ['Moved', moved],
    ['Card', `${event.network} ${event.maskedPan}`],
    ['Merchant', event.merchantId],
    ['Reference', event.merchantReference],
    ['Reason', event.declineCode],
    ['Fraud score says', event.fraudOutcome],
    ['Time', event.occurredAt],
  ];
  const told = lines.flatMap(([label, value]) => (value === undefined ? [] : [`${label}: ${oneLine(value)}`]));
  return { subject: `${inWords(event.eventType)}: ${moved ?? amount}`, body: `${told.join('\n')}\n` };
}
