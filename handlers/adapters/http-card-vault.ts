import * as v from 'valibot';
import type { TokenizedCard } from '../domain/card';
import type { CardDetails, CardVault } from '../ports/card-vault';
import { AcquirerUnavailableError, RequestError } from '../runtime/errors';
import type { AcquirerClient } from './acquirer-client';

/** Strict, so that not even a faulty vault can bring a card number back to us. */
const cardSchema = v.object({
  token: v.pipe(v.string(), v.regex(/^(?!\d+$)[\w-]{8,128}$/)),
  network: v.pipe(v.string(), v.regex(/^[a-z-]{2,32}$/)),
  bin: v.pipe(v.string(), v.regex(/^\d{6}$/)),
  lastFour: v.pipe(v.string(), v.regex(/^\d{4}$/)),
  maskedPan: v.pipe(v.string(), v.regex(/^\d{6}\*{2,9}\d{4}$/)),
  expiryMonth: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12)),
  expiryYear: v.pipe(v.number(), v.integer(), v.minValue(2000), v.maxValue(2100)),
  issuerCountry: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))),
});

/** Tokens over HTTPS. Whatever goes wrong, a token that did not come back is worthless, so every failure may be repeated. */
export class HttpCardVault implements CardVault {
  constructor(private readonly client: AcquirerClient) {}

  async tokenize(card: CardDetails): Promise<Omit<TokenizedCard, 'fingerprint'>> {
    const answer = await this.client.call({ method: 'POST', path: 'v1/tokens', body: card });
    if (answer.kind === 'refused') {
      throw new RequestError('request-invalid', 'the acquirer does not take this card', {
        violations: [{ pointer: '#/card', detail: 'must be a card that the acquirer accepts' }],
      });
    }
    const parsed = answer.kind === 'success' ? v.safeParse(cardSchema, answer.body) : undefined;
    if (!parsed?.success) throw new AcquirerUnavailableError('acquirer returned no usable token');
    return parsed.output;
  }
}
