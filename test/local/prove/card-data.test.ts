import { TEST_CARDS } from '../../../local/acquirer/test-cards';
import { leaksIn } from '../../../local/prove/card-data';

const [{ number }] = TEST_CARDS;
const spaced = number.replace(/(\d{4})(?=\d)/g, '$1 ');
const last = number.slice(-4);

test.each([
  ['alone', number],
  ['in JSON', `{"card":{"number":"${number}"}}`],
  ['escaped in a log line', JSON.stringify(JSON.stringify({ number }))],
  ['in groups', `card ${spaced} refused`],
  ['after another number', `3000-${number} 12`],
  ['with dashes', spaced.replaceAll(' ', '-')],
])('finds a card number %s, and shows it masked', (_, text) => {
  expect(leaksIn({ name: 'log', text })).toEqual([
    { place: 'log', what: 'card number', masked: `${number.slice(0, 6)}…${last}` },
  ]);
});

test.each([
  ['in JSON', '{"cvv":"907"}'],
  ['escaped', '"{\\"cvv\\":\\"9073\\"}"'],
  ['in a log line', 'cvv=907 refused'],
])('finds a security code %s', (_, text) => {
  expect(leaksIn({ name: 'queue', text })).toEqual([{ place: 'queue', what: 'security code', masked: '***' }]);
});

test.each([
  ['a masked number', `${number.slice(0, 6)}******${last}`],
  ['a longer number that holds one', `9${number}`],
  ['digits without a name', 'took 907 ms'],
  ['code that handles the field', 'cvv: v.pipe(v.string(), v.regex(/^[0-9]{3,4}$/))'],
])('lets %s pass', (_, text) => {
  expect(leaksIn({ name: 'log', text })).toEqual([]);
});
