import { paymentRequest } from '../api/payment-request';
import { check } from '../api/violations';
import { type CardData, checkCard, quotesCardNumber } from '../domain/card-data';
import type { Money } from '../domain/money';
import type { Customer } from '../domain/payment';
import { Sensitive } from '../domain/sensitive';
import { pointerTo, type Violation } from '../domain/violation';
import { RequestError } from '../runtime/errors';
import type { HttpRequest } from '../runtime/http-request';
import { IDEMPOTENCY_KEY_HEADER, readIdempotencyKey } from '../runtime/idempotency-key';
import { readJsonBody } from '../runtime/json-body';

/** A request that meets the contract; what must not be shown is wrapped. */
export interface AcceptedRequest {
  readonly idempotencyKey: string;
  readonly amount: Money;
  readonly card: CardData;
  readonly customer: Customer;
  readonly merchantId: string;
  readonly merchantReference?: string;
}

/** Header, body, shape, card: in this order, each only if the one before was right. Throws `RequestError`. */
export function readPaymentRequest(request: HttpRequest, now: Date): AcceptedRequest {
  const idempotencyKey = readIdempotencyKey(request);
  const checked = check(paymentRequest, readJsonBody(request));
  if (!checked.ok) throw invalid(checked.violations);
  const { amountMinor, currency, card, customer, merchantId, merchantReference } = checked.value;
  const accepted: AcceptedRequest = {
    idempotencyKey,
    amount: { amountMinor, currency },
    card: { ...card, number: new Sensitive(card.number), cvv: new Sensitive(card.cvv) },
    customer,
    merchantId,
    merchantReference,
  };
  const violations = [...checkCard(accepted.card, now), ...quotedCardNumbers(accepted)];
  if (violations.length > 0) throw invalid(violations);
  return accepted;
}

/** Everything but the card is stored, so the card's number must not hide in it. */
function quotedCardNumbers({ card, idempotencyKey, ...rest }: AcceptedRequest): readonly Violation[] {
  if (quotesCardNumber(idempotencyKey, card.number)) {
    throw new RequestError('idempotency-key-invalid', `${IDEMPOTENCY_KEY_HEADER} must not quote the card number`);
  }
  const texts: readonly (readonly [string[], string | undefined])[] = [
    [['card', 'holderName'], card.holderName],
    [['customer', 'id'], rest.customer.id],
    [['customer', 'email'], rest.customer.email],
    [['merchantId'], rest.merchantId],
    [['merchantReference'], rest.merchantReference],
  ];
  return texts
    .filter(([, text]) => text !== undefined && quotesCardNumber(text, card.number))
    .map(([path]) => ({ pointer: pointerTo(path), detail: 'must not quote the card number' }));
}

function invalid(violations: readonly Violation[]): RequestError {
  const members = violations.length === 1 ? '1 member does' : `${violations.length} members do`;
  return new RequestError('request-invalid', `${members} not meet the contract`, { violations });
}
