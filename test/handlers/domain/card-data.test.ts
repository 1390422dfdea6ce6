import { type CardData, checkCard, quotesCardNumber } from '../../../handlers/domain/card-data';
import { Sensitive } from '../../../handlers/domain/sensitive';

const now = new Date('2026-11-21T10:02:00.000Z');
const cardWith = (number: string, cvv: string): CardData => ({
  number: new Sensitive(number),
  cvv: new Sensitive(cvv),
  expiryMonth: 12,
  expiryYear: 2030,
});

test.each([
  ['Visa', '4111111111111111', '123'],
  ['Mastercard', '5555555555554444', '123'],
  ['Mastercard of the 2 series', '2223003122003222', '123'],
  ['American Express', '378282246310005', '1234'],
  ['Diners Club', '30569309025904', '123'],
  ['Discover', '6011111111111117', '123'],
  ['JCB', '3530111333300000', '123'],
  ['UnionPay, which need not pass Luhn', '6212345678901233', '123'],
  ['Maestro', '6759649826438453', '123'],
])('%s is accepted', (_network, number, cvv) => {
  expect(checkCard(cardWith(number, cvv), now)).toEqual([]);
});

test.each(['4111111111111110', '378282246310006', '0000000000000000', '9999999999999995'])(
  '%s is refused',
  (number) => {
    expect(checkCard(cardWith(number, '123'), now)).toMatchObject([{ pointer: '#/card/number' }]);
  },
);

test('everything that is wrong is named at once', () => {
  const expired = { ...cardWith('4111111111111111', '1234'), expiryYear: 2020 };
  expect(checkCard(expired, now).map(({ pointer }) => pointer)).toEqual(['#/card/expiryYear', '#/card/cvv']);
});

test.each([
  ['4111111111111111', true],
  ['ref 4111-1111 1111-1111!', true],
  ['4111.1111_1111/1111', true],
  ['４１１１１１１１１１１１１１１１', true],
  ['4111111111111112', false],
  ['', false],
])('%s quotes the card number: %s', (text, quotes) => {
  expect(quotesCardNumber(text, new Sensitive('4111111111111111'))).toBe(quotes);
});
