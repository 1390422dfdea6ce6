/** Money is an integer in the currency's minor unit; twelve digits at most, as in ISO 8583. */
export interface Money {
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
}

export const AMOUNT_MINOR_MAX = 999_999_999_999;
