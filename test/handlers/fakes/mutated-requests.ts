import fc from 'fast-check';

export interface MutatedBody {
  readonly bytes: Uint8Array;
  /** Whether the mutation may have left a body that meets the contract. */
  readonly harmless: boolean;
}

type Path = readonly string[];

/** Every member of a body, at any depth. */
function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const below = Object.entries(value).flatMap(([name, member]) => pathsOf(member, [...at, name]));
  return at.length === 0 ? below : [at, ...below];
}

function replaced(value: unknown, [name, ...rest]: Path, by: unknown): unknown {
  if (name === undefined) return by;
  const members = Object.entries(value as object).map(([key, member]) => [
    key,
    key === name ? replaced(member, rest, by) : member,
  ]);
  return Object.fromEntries(members);
}

/** Values that have broken parsers and checks before. */
const notorious = fc.constantFrom<unknown>(
  null,
  true,
  0,
  -0,
  -1,
  0.5,
  1e21,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  '0',
  'NaN',
  'null',
  '__proto__',
  'constructor',
  '\u0000',
  '\ud800',
  '\ufeff',
  '\u202e',
  "' OR 1=1 --",
  '<script>',
  '$' + '{jndi:ldap://x}',
  '%00',
  '../../etc/passwd',
  'a'.repeat(5_000),
  [],
  [[]],
  {},
  { toString: 1 },
  { length: 3 },
);

const anything = fc.oneof(
  notorious,
  fc.jsonValue({ maxDepth: 4 }),
  fc.double(),
  fc.bigInt().map(String),
  fc.string({ unit: 'binary' }),
);

const text = (value: unknown) => Buffer.from(JSON.stringify(value) ?? 'null');
const json = (value: unknown): MutatedBody => ({ bytes: text(value), harmless: true });
const raw = (bytes: Uint8Array): MutatedBody => ({ bytes, harmless: false });

/** Bodies that are wrong in one way out of many, starting from one that is right. */
export function mutatedBody(body: object): fc.Arbitrary<MutatedBody> {
  const paths = fc.constantFrom(...pathsOf(body));
  const name = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', 'cvv', ''), fc.string());
  const correct = text(body);
  return fc.oneof(
    // wrong values, missing and unknown members
    { weight: 6, arbitrary: fc.tuple(paths, anything).map(([path, value]) => json(replaced(body, path, value))) },
    { weight: 2, arbitrary: paths.map((path) => json(replaced(body, path, undefined))) },
    fc.tuple(name, anything).map(([key, value]) => json({ ...body, [key]: value })),
    anything.map((value) => json(value)),
    // what JSON cannot hold, or should not
    fc.integer({ min: 9, max: 4_000 }).map((depth) => raw(Buffer.from('['.repeat(depth) + ']'.repeat(depth)))),
    fc.integer({ min: 9, max: 900 }).map((depth) => raw(Buffer.from(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`))),
    fc.integer({ min: 16, max: 400 }).map((digits) => raw(withAmount(body, '9'.repeat(digits)))),
    fc
      .constantFrom('1e400', '-1e400', '0x10', '01', '1.', '.5', '+1', 'NaN')
      .map((number) => raw(withAmount(body, number))),
    fc.constant(raw(Buffer.concat([Buffer.from('{"amountMinor":1,'), correct.subarray(1)]))),
    // broken bytes
    fc.integer({ min: 0, max: correct.length - 1 }).map((length) => raw(correct.subarray(0, length))),
    fc
      .tuple(fc.nat(correct.length - 1), fc.integer({ min: 0x80, max: 0xff }))
      .map(([at, byte]) => raw(withByte(correct, at, byte))),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => raw(bytes)),
    fc
      .constantFrom<BufferEncoding>('utf16le', 'base64', 'hex')
      .map((encoding) => raw(Buffer.from(recoded(correct, encoding)))),
    fc.integer({ min: 8_193, max: 20_000 }).map((size) => raw(Buffer.concat([correct, Buffer.alloc(size, ' ')]))),
  );
}

function withAmount(body: object, literal: string): Uint8Array {
  return Buffer.from(
    JSON.stringify({ ...body, amountMinor: 0 }).replace('"amountMinor":0', `"amountMinor":${literal}`),
  );
}

function withByte(bytes: Uint8Array, at: number, byte: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[at] = byte;
  return changed;
}

function recoded(bytes: Buffer, encoding: BufferEncoding): Buffer {
  return encoding === 'utf16le' ? Buffer.from(bytes.toString(), 'utf16le') : Buffer.from(bytes.toString(encoding));
}

/** Header values around what is allowed. */
export function mutatedHeaders(): fc.Arbitrary<Record<string, string | string[] | undefined>> {
  const keys = fc.oneof(
    fc.constant(undefined),
    fc.constantFrom('', '"', '""', '"a', 'a"', 'a,b', '"a","b"', '"a";p=1', '\\', 'é', 'a b', '\t', 'a'.repeat(256)),
    fc.string({ maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.uuid(),
    fc.array(fc.uuid(), { maxLength: 3 }),
  );
  const mediaTypes = fc.oneof(
    fc.constant('application/json'),
    fc.constantFrom(undefined, '', 'text/plain', 'application/json; charset=utf-16', 'application/jsonp', 'json'),
    fc.string(),
  );
  return fc.record({ 'idempotency-key': keys, 'content-type': mediaTypes });
}
