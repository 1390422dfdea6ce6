import fc from 'fast-check';
import { TEST_CARDS } from '../../../local/acquirer/test-cards';
import { paymentBody } from '../../../local/drive/payment-body';

/** A body that the contract does not allow, as bytes, and what is wrong with it. */
export interface MutatedBody {
  readonly wrong: string;
  readonly bytes: Uint8Array;
}

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type JsonObject = { [name: string]: Json };

const approvedCard = TEST_CARDS.filter(({ behaviour }) => behaviour === 'approve');

const validBody: fc.Arbitrary<JsonObject> = fc
  .record({
    card: fc.constantFrom(...approvedCard),
    amountMinor: fc.integer({ min: 1, max: 100_000 }),
    currency: fc.constantFrom('USD', 'EUR', 'JPY'),
    merchantReference: fc.constant('order 1'),
  })
  .map((order) => JSON.parse(paymentBody(order)));

const TEXTS = ['currency', 'card.number', 'card.cvv', 'customer.id', 'merchantId', 'merchantReference'];
const NUMBERS = ['amountMinor', 'card.expiryMonth', 'card.expiryYear'];
const OBJECTS = ['card', 'customer'];
const REQUIRED = [...TEXTS.filter((path) => path !== 'merchantReference'), ...NUMBERS, ...OBJECTS];

/** Sets or, without a value, deletes a member. */
function change(body: JsonObject, path: string, value?: Json): JsonObject {
  const [name, rest] = path.split('.');
  const { [name]: member, ...others } = body;
  if (rest === undefined) return value === undefined ? others : { ...body, [name]: value };
  return { ...body, [name]: change(member as JsonObject, rest, value) };
}

const empty: fc.Arbitrary<Json> = fc.constantFrom<Json>([], {});
const nested = (depth: number): Json => {
  let value: Json = 'deep';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const nothing: fc.Arbitrary<Json> = fc.constant(null);
const notText: fc.Arbitrary<Json> = fc.oneof(nothing, fc.boolean(), number, empty);
const notNumber: fc.Arbitrary<Json> = fc.oneof(nothing, fc.boolean(), fc.string(), empty);
const notObject: fc.Arbitrary<Json> = fc.oneof(nothing, fc.boolean(), number, fc.string(), fc.constant<Json>([]));
const notWhole = fc.oneof(
  fc.constantFrom(0, -1, 0.5, 1e15, 1e300, -1e300, Number.MAX_SAFE_INTEGER, 1_000_000_000_000),
  fc.integer({ max: 0 }),
);
const control = fc.constantFrom('\u0000', '\u0007', '\n', '\u001b[2J', '\u0085', '\u202e', '\ud800', '\ufffd');
const long = fc.integer({ min: 256, max: 2_000 }).map((length) => 'x'.repeat(length));

const member = (paths: readonly string[], values: fc.Arbitrary<Json>) =>
  fc.tuple(validBody, fc.constantFrom(...paths), values).map(([body, path, value]) => change(body, path, value));

/** Wrong as a value; encoded as it should be. */
const wrongValues: Record<string, fc.Arbitrary<Json>> = {
  'text of another type': member(TEXTS, notText),
  'number of another type': member(NUMBERS, notNumber),
  'object of another type': member(OBJECTS, notObject),
  'number out of range': member(NUMBERS, notWhole),
  'control character': member(['merchantReference', 'card.holderName', 'customer.id'], control),
  'text too long': member(TEXTS, long),
  'text empty': member(TEXTS, fc.constant('')),
  'member missing': fc.tuple(validBody, fc.constantFrom(...REQUIRED)).map(([body, path]) => change(body, path)),
  'member unknown': fc
    .tuple(validBody, fc.constantFrom('', 'card.', 'customer.'), fc.string({ minLength: 1 }), fc.jsonValue())
    .map(([body, where, name, value]) => change(body, `${where}not-${name.replaceAll('.', '')}`, value as Json)),
  'card number mistyped': validBody.map((body) => {
    const number = String((body.card as JsonObject).number);
    return change(body, 'card.number', `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`);
  }),
  'nested deeply': fc
    .tuple(validBody, fc.integer({ min: 9, max: 400 }))
    .map(([body, depth]) => ({ ...body, extra: nested(depth) })),
  'no object': fc.oneof(
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string(),
    fc.array(validBody),
  ),
};

const text = (value: Json) => Buffer.from(JSON.stringify(value));

/** Wrong before it is a value. */
const wrongBytes: Record<string, fc.Arbitrary<Uint8Array>> = {
  'cut off': fc
    .tuple(validBody, fc.integer({ min: 1, max: 80 }))
    .map(([body, length]) => text(body).subarray(0, length)),
  'no JSON': fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.concat([Buffer.from('%'), bytes])),
  'number beyond JSON': fc
    .tuple(validBody, fc.constantFrom('NaN', 'Infinity', '0x10', '1e999', '01', `1${'0'.repeat(400)}`))
    .map(([body, number]) => Buffer.from(JSON.stringify({ ...body, amountMinor: '@' }).replace('"@"', number))),
  'member twice': validBody.map((body) => Buffer.from(JSON.stringify(body).replace('{', '{"amountMinor":1,'))),
  'UTF-16': validBody.map((body) => Buffer.from(JSON.stringify(body), 'utf16le')),
  'bytes that are no UTF-8': fc
    .tuple(validBody, fc.constantFrom([0xff], [0xc0, 0xaf], [0xe9], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80]))
    .map(([body, bytes]) => {
      const [before, after] = JSON.stringify({ ...body, merchantReference: '@@' }).split('@@');
      return Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);
    }),
  'too many bytes': fc
    .tuple(validBody, fc.integer({ min: 8_200, max: 40_000 }))
    .map(([body, length]) => Buffer.concat([text(body), Buffer.alloc(length, ' ')])),
};

const named = <T>(arbitraries: Record<string, fc.Arbitrary<T>>, bytesOf: (value: T) => Uint8Array) =>
  Object.entries(arbitraries).map(([wrong, arbitrary]) =>
    arbitrary.map((value): MutatedBody => ({ wrong, bytes: bytesOf(value) })),
  );

/** Each is invalid by the way it is made, so that no one has to ask the code under test whether it is. */
export const mutatedBody: fc.Arbitrary<MutatedBody> = fc.oneof(
  ...named(wrongValues, text),
  ...named(wrongBytes, (bytes) => bytes),
);
