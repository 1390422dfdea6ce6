/** Why a payment was declined or failed, whatever the acquirer's own words are. Part of the API: added to, never changed. */
export const DeclineCode = {
  DO_NOT_HONOR: 'do-not-honor',
  INVALID_TRANSACTION: 'invalid-transaction',
  INVALID_ACCOUNT: 'invalid-account',
  LOST_CARD: 'lost-card',
  STOLEN_CARD: 'stolen-card',
  INSUFFICIENT_FUNDS: 'insufficient-funds',
  EXPIRED_CARD: 'expired-card',
  INCORRECT_CVV: 'incorrect-cvv',
  NOT_PERMITTED: 'not-permitted',
  ISSUER_SUSPECTS_FRAUD: 'issuer-suspects-fraud',
  AMOUNT_LIMIT_EXCEEDED: 'amount-limit-exceeded',
  RESTRICTED_CARD: 'restricted-card',
  FREQUENCY_LIMIT_EXCEEDED: 'frequency-limit-exceeded',
  ISSUER_UNAVAILABLE: 'issuer-unavailable',
  DUPLICATE_TRANSACTION: 'duplicate-transaction',
  PROCESSING_ERROR: 'processing-error',
  /** The acquirer declined for a reason that is not in this list. */
  OTHER: 'other',
  /** Our own fraud rules declined; the acquirer was not asked. */
  FRAUD_RULES: 'fraud-rules',
  /** The authorization would take an account of ours past its limit; it is given back to the acquirer. */
  ACCOUNT_LIMIT: 'account-limit',
  /** The acquirer does not take the request as it is (status `failed`). */
  REQUEST_REFUSED: 'request-refused',
  /** The request was lost on its way, and the acquirer never executed it. */
  NOT_EXECUTED: 'not-executed',
} as const;

export type DeclineCode = (typeof DeclineCode)[keyof typeof DeclineCode];

const NOT_THE_ISSUERS: readonly string[] = [
  DeclineCode.FRAUD_RULES,
  DeclineCode.ACCOUNT_LIMIT,
  DeclineCode.REQUEST_REFUSED,
  DeclineCode.NOT_EXECUTED,
];

/** Whether the issuer said no to the card, and not we ourselves to what it was never asked. */
export function isIssuersDecline(code: string): boolean {
  return !NOT_THE_ISSUERS.includes(code);
}
