import type { TokenizedCard } from '../domain/card';

/** Card data in clear: lives in one synchronous request, and only as the argument of this port. */
export interface CardDetails {
  readonly number: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
  readonly cvv: string;
  readonly holderName?: string;
}

/** The acquirer's vault. Throws `AcquirerUnavailableError` when no token came back, and `RequestError` when it does not take the card. */
export interface CardVault {
  tokenize(card: CardDetails): Promise<Omit<TokenizedCard, 'fingerprint'>>;
}
