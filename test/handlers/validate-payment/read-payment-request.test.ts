import { inspect } from 'node:util';
import type { PaymentError } from '../../../handlers/runtime/errors';
import { readPaymentRequest } from '../../../handlers/validate-payment/read-payment-request';
import { CARD_NUMBER, CVV, httpRequest, paymentBody, type RequestChanges } from '../fakes/http-requests';

const now = new Date('2026-11-21T10:02:00.000Z');

function refusalOf(changes: RequestChanges): PaymentError {
  try {
    readPaymentRequest(httpRequest(changes), now);
  } catch (error) {
    return error as PaymentError;
  }
  throw new Error('the request was accepted');
}

const card = (changes: object) => ({ ...paymentBody, card: { ...paymentBody.card, ...changes } });
const customer = (changes: object) => ({ ...paymentBody, customer: { ...paymentBody.customer, ...changes } });

test('gives back what was sent, with the card number and the security code wrapped', () => {
  const accepted = readPaymentRequest(httpRequest(), now);
  expect(accepted).toMatchObject({ amount: { amountMinor: 1999, currency: 'EUR' }, merchantId: 'merchant-1' });
  expect(accepted.card.number.reveal()).toBe(CARD_NUMBER);
  expect(accepted.card.cvv.reveal()).toBe(CVV);
  expect(inspect(accepted, { depth: 9, showHidden: true }) + JSON.stringify(accepted)).not.toContain(CARD_NUMBER);
});

test.each([
  ['{}', ['#/amountMinor', '#/currency', '#/card', '#/customer', '#/merchantId']],
  ['an unknown member', ['#/tip'], { ...paymentBody, tip: 1 }],
  ['an unknown member of the card', ['#/card/pin'], card({ pin: '1234' })],
  ['an inherited name', ['#/__proto__'], JSON.parse(JSON.stringify(paymentBody).replace('{', '{"__proto__":{},'))],
  ['a member named like a card number', ['#'], { ...paymentBody, [CARD_NUMBER]: 1 }],
  ['no amount', ['#/amountMinor'], { ...paymentBody, amountMinor: 0 }],
  ['a negative amount', ['#/amountMinor'], { ...paymentBody, amountMinor: -5 }],
  ['too large an amount', ['#/amountMinor'], { ...paymentBody, amountMinor: 1_000_000_000_000 }],
  ['a fraction', ['#/amountMinor'], { ...paymentBody, amountMinor: 19.99 }],
  ['an amount in a string', ['#/amountMinor'], { ...paymentBody, amountMinor: '1999' }],
  ['a currency that does not exist', ['#/currency'], { ...paymentBody, currency: 'EUX' }],
  ['a currency in lower case', ['#/currency'], { ...paymentBody, currency: 'eur' }],
  ['an inherited name as currency', ['#/currency'], { ...paymentBody, currency: 'constructor' }],
  ['a card that is a text', ['#/card'], { ...paymentBody, card: CARD_NUMBER }],
  ['a customer that is a list', ['#/customer/id'], { ...paymentBody, customer: [] }],
  ['a wrong check digit', ['#/card/number'], card({ number: '4111111111111112' })],
  ['an unknown network', ['#/card/number'], card({ number: '9999999999999995' })],
  ['zeros', ['#/card/number'], card({ number: '0000000000000000' })],
  ['spaces in the number', ['#/card/number'], card({ number: '4111 1111 1111 1111' })],
  ['full-width digits', ['#/card/number'], card({ number: '４１１１１１１１１１１１１１１１' })],
  ['a number that is a number', ['#/card/number'], card({ number: 411111111111 })],
  ['a month too many', ['#/card/expiryMonth'], card({ expiryMonth: 13 })],
  ['last month', ['#/card/expiryMonth'], card({ expiryMonth: 10, expiryYear: 2026 })],
  ['last year', ['#/card/expiryYear'], card({ expiryMonth: 12, expiryYear: 2025 })],
  ['a far year', ['#/card/expiryYear'], card({ expiryYear: 2047 })],
  ['a two-digit year', ['#/card/expiryYear'], card({ expiryYear: 30 })],
  ['four digits of security code on a Visa', ['#/card/cvv'], card({ cvv: '7373' })],
  ['three digits of security code on an Amex', ['#/card/cvv'], card({ number: '378282246310005' })],
  ['a line break in the name', ['#/card/holderName'], card({ holderName: 'Ada\nLovelace' })],
  ['half a surrogate pair', ['#/merchantReference'], { ...paymentBody, merchantReference: '\ud83d' }],
  ['text that reorders', ['#/merchantReference'], { ...paymentBody, merchantReference: '\u202e001' }],
  ['an empty reference', ['#/merchantReference'], { ...paymentBody, merchantReference: '' }],
  ['a null reference', ['#/merchantReference'], { ...paymentBody, merchantReference: null }],
  ['a long name', ['#/card/holderName'], card({ holderName: 'a'.repeat(101) })],
  ['no e-mail address', ['#/customer/email'], customer({ email: 'ada' })],
  ['no IP address', ['#/customer/ipAddress'], customer({ ipAddress: '192.0.2.256' })],
  ['a country that is no code', ['#/customer/ipCountry'], customer({ ipCountry: 'ch' })],
  ['a separator in an identifier', ['#/customer/id'], customer({ id: 'a#b' })],
  ['the card number as reference', ['#/merchantReference'], { ...paymentBody, merchantReference: `c ${CARD_NUMBER}` }],
  ['the card number with hyphens', ['#/customer/id'], customer({ id: '4111-1111-1111-1111' })],
  ['the card number as name', ['#/card/holderName'], card({ holderName: '4111 1111 1111 1111' })],
])('%s is refused with the pointers %j', (_case, pointers, body = {}) => {
  const refusal = refusalOf({ body });
  expect(refusal).toMatchObject({ code: 'request-invalid', status: 422 });
  expect(refusal.violations.map(({ pointer }) => pointer)).toEqual(pointers);
});

test.each([
  ['this month', card({ expiryMonth: 11, expiryYear: 2026 })],
  ['an American Express card', card({ number: '378282246310005', cvv: '1234' })],
  ['a Maestro card', card({ number: '6759649826438453' })],
  ['the country of an address', customer({ ipCountry: 'CH' })],
  ['an IPv6 address', customer({ ipAddress: '2001:db8::1' })],
  ['a name of another script', card({ holderName: 'محمد 😀' })],
  ['the smallest amount', { ...paymentBody, amountMinor: 1 }],
  ['the largest amount', { ...paymentBody, amountMinor: 999_999_999_999 }],
  ['no optional member', { ...paymentBody, merchantReference: undefined, customer: { id: '1' } }],
])('%s is accepted', (_case, body) => {
  expect(readPaymentRequest(httpRequest({ body }), now).merchantId).toBe('merchant-1');
});

test('a card is good until its month has ended in the last time zone', () => {
  const request = httpRequest({ body: card({ expiryMonth: 11, expiryYear: 2026 }) });
  expect(readPaymentRequest(request, new Date('2026-12-01T11:59:59Z')).card.expiryMonth).toBe(11);
  expect(() => readPaymentRequest(request, new Date('2026-12-01T12:00:00Z'))).toThrow('1 member does not meet');
});

test('a key that quotes the card number is refused: keys are stored', () => {
  const refusal = refusalOf({ headers: { 'idempotency-key': `payment-${CARD_NUMBER}` } });
  expect(refusal).toMatchObject({ code: 'idempotency-key-invalid', status: 400 });
});

test('no refusal quotes what was sent', () => {
  const refusal = refusalOf({ body: card({ number: '4111111111111112', cvv: '99999' }) });
  expect(inspect(refusal, { depth: 9, showHidden: true })).not.toMatch(/4111111111111112|99999/);
});
