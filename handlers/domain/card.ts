/** What may be known of a card once the acquirer's vault has it: nothing here is account data in clear. */
export interface TokenizedCard {
  /** The acquirer's token, worthless to anyone else. */
  readonly token: string;
  readonly network: string;
  readonly bin: string;
  readonly lastFour: string;
  /** First six and last four, the rest starred. */
  readonly maskedPan: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
  /** ISO 3166 country of the issuer, where the acquirer tells it. */
  readonly issuerCountry?: string;
  /** Keyed hash of the whole card number (KMS MAC): the same card gives the same value, and nothing else does. */
  readonly fingerprint: string;
}
