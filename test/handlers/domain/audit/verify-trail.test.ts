import { type AuditDigest, fileText } from '../../../../handlers/domain/audit/audit-digest';
import { type AuditFacts, type AuditRecord, newChain } from '../../../../handlers/domain/audit/audit-record';
import { auditKey } from '../../fakes/audit-key';
import { nextRecord, type SealedTrail, verifyTrail } from '../../fakes/sealed-trail';
import { factsAbout, seal, sealedTrail as sealTrail, time } from './sealed-trail';

function chain(writerId: string, length: number, facts: Partial<AuditFacts> = {}): AuditRecord[] {
  const records: AuditRecord[] = [];
  for (let n = 1; n <= length; n++) {
    const details = { amountMinor: 100 * n };
    const about = { ...factsAbout(`payment-${writerId}-${n}`), details, ...facts };
    records.push(nextRecord(records.at(-1) ?? newChain(writerId), about));
  }
  return records;
}

const [a, b] = [chain('a', 6), chain('b', 4)];
/** Three hours; nothing happened in the second. */
const hours: AuditRecord[][] = [[...a.slice(0, 3), ...b.slice(0, 2)], [], [...a.slice(3), ...b.slice(2)]];
const sealedTrail = (recordsByHour = hours) => sealTrail(recordsByHour);

const lines = (trail: SealedTrail, key: string) => (trail.files[key] ?? '').split('\n').filter(Boolean);
const withLines = (trail: SealedTrail, key: string, of: string[]): SealedTrail => ({
  ...trail,
  files: { ...trail.files, [key]: of.map((line) => `${line}\n`).join('') },
});
const first = 'records/0.jsonl';

test('an untouched trail verifies, with an empty hour in it', async () => {
  expect(await verifyTrail(sealedTrail())).toEqual({ digests: 3, records: 10, writers: 2, from: time(0), to: time(3) });
});

test('records with the address of their caller verify beside those of versions that did not write it', async () => {
  const old = chain('a', 3);
  const since = chain('c', 2, { sourceIp: '198.51.100.7' });
  const last = nextRecord(old[2], since[0].facts);
  expect(await verifyTrail(sealedTrail([old, [...since, last]]))).toMatchObject({ records: 6, broken: undefined });
  const trail = sealedTrail([old, [...since, last]]);
  const moved = lines(trail, 'records/1.jsonl').with(0, JSON.stringify({ ...since[0], facts: old[0].facts }));
  expect((await verifyTrail(withLines(trail, 'records/1.jsonl', moved))).broken).toEqual({
    at: 'records/1.jsonl:1',
    reason: 'the record was changed',
  });
});

const tamperings: [string, (trail: SealedTrail) => SealedTrail, { at: string; reason: RegExp }][] = [
  [
    'a record was changed',
    (t) =>
      withLines(
        t,
        first,
        lines(t, first).map((line) => line.replace('"amountMinor":200', '"amountMinor":2')),
      ),
    { at: `${first}:2`, reason: /the record was changed/ },
  ],
  [
    'a record was deleted',
    (t) => withLines(t, first, lines(t, first).toSpliced(1, 1)),
    { at: `${first}:2`, reason: /record 2 of writer a was expected, found is 3/ },
  ],
  [
    'a record was inserted with a hash of its own',
    (t) => {
      const foreign = nextRecord(a[2], { ...a[2].facts, resource: 'forged' });
      return withLines(t, first, lines(t, first).toSpliced(3, 0, JSON.stringify(foreign)));
    },
    { at: first, reason: /it holds 6 records, sealed were 5/ },
  ],
  [
    'records were reordered',
    (t) => {
      const [one = '', two = '', ...rest] = lines(t, first);
      return withLines(t, first, [two, one, ...rest]);
    },
    { at: `${first}:1`, reason: /record 1 of writer a was expected/ },
  ],
  [
    'the last file was truncated at its end',
    (t) => withLines(t, 'records/2.jsonl', lines(t, 'records/2.jsonl').slice(0, -1)),
    { at: 'records/2.jsonl', reason: /it holds 4 records, sealed were 5/ },
  ],
  [
    'a digest was moved to another place',
    (t) => ({ ...t, digests: t.digests.map((d, n) => (n === 1 ? { ...d, foundAt: 'digests/9.json' } : d)) }),
    { at: 'digests/9.json', reason: /written to digests\/1.json/ },
  ],
  [
    'a signature was replaced',
    (t) => {
      const last = t.digests[2];
      return { ...t, digests: t.digests.with(2, { ...last, signed: seal(last.signed.digest, auditKey()) }) };
    },
    { at: 'digests/2.json', reason: /signature does not fit/ },
  ],
  [
    'an older version of a digest was put back',
    (t) => {
      const older = sealedTrail([hours[0].slice(0, 3), [], hours[2]]).digests[0];
      return { ...t, digests: [older, ...t.digests.slice(1)] };
    },
    { at: first, reason: /it holds 5 records, sealed were 3/ },
  ],
  [
    'the clock was turned back',
    (t) => {
      const last = t.digests[2].signed.digest;
      const signed = seal({ ...last, startTime: time(1), endTime: time(2) });
      return { ...t, digests: [...t.digests.slice(0, 2), { foundAt: last.key, signed }] };
    },
    { at: 'digests/2.json', reason: /an interval is missing between/ },
  ],
  [
    'two chains were spliced',
    (t) => {
      const spliced = { ...b[1], writerId: 'a', sequence: 4 };
      return withLines(t, first, [...lines(t, first).slice(0, 3), JSON.stringify(spliced), lines(t, first)[4]]);
    },
    { at: `${first}:4`, reason: /the record was changed/ },
  ],
  [
    'a record is no record any more',
    (t) => withLines(t, first, lines(t, first).with(1, '{"writerId":"a"}')),
    { at: `${first}:2`, reason: /it is not an audit record/ },
  ],
  [
    'white space was added, which changes no record',
    (t) => withLines(t, first, lines(t, first).with(0, ` ${lines(t, first)[0]}`)),
    { at: first, reason: /the file was changed/ },
  ],
  [
    'a digest was signed again',
    (t) => ({ ...t, digests: t.digests.with(0, { ...t.digests[0], signed: seal(t.digests[0].signed.digest) }) }),
    { at: 'digests/1.json', reason: /the signature before it was replaced/ },
  ],
  [
    'an empty hour was removed',
    (t) => ({ ...t, digests: t.digests.toSpliced(1, 1) }),
    { at: 'digests/2.json', reason: /it follows digests\/1.json, not digests\/0.json/ },
  ],
  [
    'a file was added that no digest names',
    (t) => ({ ...t, files: { ...t.files, 'records/1.jsonl': fileText(chain('c', 1)) } }),
    { at: 'records/1.jsonl', reason: /no digest names this file/ },
  ],
];

test.each(tamperings)('fails when %s, naming the first broken place', async (_, tamper, { at, reason }) => {
  expect((await verifyTrail(tamper(sealedTrail()))).broken).toEqual({ at, reason: expect.stringMatching(reason) });
});

/** Whoever may sign can write anything, as long as it fits. */
describe('the owner of the key', () => {
  const resealed = (change: (last: AuditDigest) => AuditDigest): SealedTrail => {
    const trail = sealedTrail();
    const last = trail.digests[2];
    return { ...trail, digests: trail.digests.with(2, { ...last, signed: seal(change(last.signed.digest)) }) };
  };

  test('fails to seal an interval that ends before it starts', async () => {
    const { broken } = await verifyTrail(resealed((last) => ({ ...last, endTime: last.startTime })));
    expect(broken).toEqual({ at: 'digests/2.json', reason: 'the interval ends before it starts' });
  });

  test('fails to seal the end of a chain that is not there', async () => {
    const heads = { a: { sequence: 7, hash: a[5].hash } };
    const { broken } = await verifyTrail(resealed((last) => ({ ...last, heads })));
    expect(broken?.reason).toBe('the chain of writer a does not end at its sealed record 7');
  });

  test('fails to seal a chain that was written anew from its middle', async () => {
    const other = nextRecord({ writerId: 'a', sequence: 2, hash: b[1].hash }, a[2].facts);
    const { broken } = await verifyTrail(sealedTrail([[a[0], a[1], other]]));
    expect(broken).toEqual({ at: `${first}:3`, reason: 'the record does not follow the one before it' });
  });
});

test('fails when the trail is checked with another public key', async () => {
  expect((await verifyTrail({ ...sealedTrail(), publicKey: auditKey().pem })).broken?.reason).toMatch(
    /another public key/,
  );
});
