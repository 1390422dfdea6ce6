import { currencyCodes, minorDigitsOf } from '../../../handlers/domain/currency';

test('holds each currency once, in three upper-case letters', () => {
  expect(new Set(currencyCodes).size).toBe(currencyCodes.length);
  expect(currencyCodes.filter((code) => !/^[A-Z]{3}$/.test(code))).toEqual([]);
});

test.each([
  ['EUR', 2],
  ['JPY', 0],
  ['ISK', 0],
  ['UGX', 0],
  ['KWD', 3],
  ['TND', 3],
])('%s has %i digits of minor unit', (currency, digits) => {
  expect(minorDigitsOf(currency)).toBe(digits);
});

test.each(['AFN', 'ALL', 'COP', 'HUF', 'IDR', 'IRR', 'KPW', 'LAK', 'LBP', 'MGA', 'MMK', 'PKR', 'SOS', 'SYP', 'YER'])(
  '%s follows ISO 4217 where Intl does not',
  (currency) => {
    expect(minorDigitsOf(currency)).toBe(2);
  },
);

test('the Iraqi dinar has three digits, whatever Intl says', () => {
  expect(minorDigitsOf('IQD')).toBe(3);
});

test.each(['XXX', 'XTS', 'XAU', 'DEM', 'eur', '', 'constructor', '__proto__'])('%s is not accepted', (currency) => {
  expect(minorDigitsOf(currency)).toBeUndefined();
});
