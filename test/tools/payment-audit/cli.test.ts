import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AuditDigest, dataToSign, digestText } from '../../../handlers/domain/audit/audit-digest';
import { type AuditRecord, canonicalForm } from '../../../handlers/domain/audit/audit-record';
import type { AuditSigner } from '../../../handlers/ports/audit-signer';
import { auditKey } from '../../handlers/fakes/audit-key';
import { nextRecord } from '../../handlers/fakes/sealed-trail';
import { BUCKET, type SealedTrail, sealTrail } from './sealed-trail';

const DIGESTS = [1, 2, 3].map((number) => `audit/digests/00000000000${number}.json`);
const RECORDS = { first: 'audit/records/000000000001.jsonl', last: 'audit/records/000000000003.jsonl' };

let trail: SealedTrail;
let exported: string;
beforeAll(async () => {
  trail = await sealTrail('audit-cli');
  exported = join(trail.folder, 'exported');
  const { status, text } = await trail.run('export', '--bucket', BUCKET, '--dir', exported);
  expect({ status, text }).toEqual({ status: 0, text: `5 objects copied to ${exported}\n` });
});
afterAll(() => trail.stop());

const verify = (dir: string, ...more: string[]) => trail.run('verify', '--dir', dir, '--key', trail.keyFile, ...more);

test('a trail that was exported verifies without an account', async () => {
  expect(await verify(exported)).toEqual({
    status: 0,
    error: '',
    text: `The trail holds.

digests  3
records  7
writers  3
from     2026-11-21T10:04:59.999Z
to       2026-11-21T10:15:00.000Z
`,
  });
});

/** A copy of the exported trail, in which nothing is believed. */
class Copy {
  constructor(readonly folder: string) {}

  text = (key: string) => readFileSync(join(this.folder, key), 'utf8');
  write = (key: string, text: string) => writeFileSync(join(this.folder, key), text);
  lines = (key: string, change: (lines: string[]) => string[]) =>
    this.write(
      key,
      change(this.text(key).split('\n').filter(Boolean))
        .map((line) => `${line}\n`)
        .join(''),
    );
  digest = (number: number): AuditDigest => JSON.parse(this.text(DIGESTS[number - 1]));
  signed = async (number: number, digest: AuditDigest, signer: AuditSigner = trail.signer) => {
    this.write(DIGESTS[number - 1], digestText(digest));
    this.write(`${DIGESTS[number - 1]}.sig`, await signer.sign(dataToSign(digest)));
  };
  remove = (key: string) => rmSync(join(this.folder, key));
}

const record = (line = ''): AuditRecord => JSON.parse(line);
/** Of two chains in one file, where the second begins. */
const secondChain = (lines: readonly string[]) => lines.findLastIndex((line) => record(line).sequence === 1);

const tamperings: [string, (copy: Copy) => void | Promise<void>, at: string, reason: RegExp][] = [
  [
    'a record was changed',
    (copy) =>
      copy.lines(RECORDS.first, (lines) => lines.with(1, lines[1].replace(/"resource":"[^"]+"/, '"resource":"x"'))),
    `${RECORDS.first}:2`,
    /the record was changed/,
  ],
  [
    'a record was deleted',
    (copy) => copy.lines(RECORDS.last, (lines) => lines.slice(1)),
    `${RECORDS.last}:1`,
    /record 1 of writer \S+ was expected, found is 2/,
  ],
  [
    'a record was inserted, chained as it should be',
    (copy) =>
      copy.lines(RECORDS.last, (lines) => [
        ...lines,
        canonicalForm(nextRecord(record(lines[1]), record(lines[1]).facts)),
      ]),
    RECORDS.last,
    /it holds 3 records, sealed were 2/,
  ],
  [
    'records were reordered',
    (copy) => copy.lines(RECORDS.last, (lines) => lines.toReversed()),
    `${RECORDS.last}:1`,
    /record 1 of writer \S+ was expected, found is 2/,
  ],
  [
    'the last file was truncated',
    (copy) => copy.lines(RECORDS.last, (lines) => lines.slice(0, -1)),
    RECORDS.last,
    /it holds 1 records, sealed were 2/,
  ],
  [
    'a digest was moved',
    (copy) => {
      for (const ending of ['', '.sig']) {
        renameSync(
          join(copy.folder, `${DIGESTS[1]}${ending}`),
          join(copy.folder, `audit/digests/000000000009.json${ending}`),
        );
      }
    },
    DIGESTS[2],
    /it follows \S+2.json, not \S+1.json/,
  ],
  [
    'a signature was replaced',
    (copy) => copy.signed(2, copy.digest(2), auditKey()),
    DIGESTS[1],
    /the signature does not fit/,
  ],
  [
    'an older version of a digest was put back',
    (copy) => copy.signed(1, { ...copy.digest(1), files: [], heads: {} }),
    DIGESTS[1],
    /the digest before it was changed/,
  ],
  [
    'the clock was turned back',
    (copy) =>
      copy.signed(3, { ...copy.digest(3), startTime: copy.digest(2).startTime, endTime: copy.digest(2).endTime }),
    DIGESTS[2],
    /an interval is missing between/,
  ],
  [
    'two chains were spliced',
    (copy) =>
      copy.lines(RECORDS.first, (lines) => {
        const at = secondChain(lines);
        const { writerId, sequence } = record(lines[at - 1]);
        return lines.with(at, canonicalForm({ ...record(lines[at]), writerId, sequence: sequence + 1 }));
      }),
    `${RECORDS.first}:`,
    /the record was changed/,
  ],
  ['the digest of an empty interval was removed', (copy) => copy.remove(DIGESTS[1]), DIGESTS[2], /it follows/],
  ['a file of records was removed', (copy) => copy.remove(RECORDS.first), RECORDS.first, /the file is missing/],
  ['a signature was removed', (copy) => copy.remove(`${DIGESTS[0]}.sig`), DIGESTS[0], /has no signature/],
  ['a digest is none', (copy) => copy.write(DIGESTS[2], '{}'), DIGESTS[2], /it is not a digest/],
  ['a file was added', (copy) => copy.write('audit/records/x.jsonl', ''), 'audit/records/x.jsonl', /no digest names/],
];

test.each(tamperings)('fails when %s, naming the first broken place', async (name, tamper, at, reason) => {
  const copy = new Copy(join(trail.folder, name));
  cpSync(exported, copy.folder, { recursive: true });
  await tamper(copy);
  const { status, text } = await verify(copy.folder);
  expect(status).toBe(1);
  expect(text).toMatch(reason);
  expect(text).toMatch(new RegExp(`^BROKEN at ${at}`));
});

test('fails when the trail ends before the time that it must reach', async () => {
  const until = '2026-11-21T10:15:00.001Z';
  expect(await verify(exported, '--until', until)).toMatchObject({
    status: 1,
    text: expect.stringContaining('ends at'),
  });
  expect(await verify(exported, '--until', '2026-11-21T11:15:00+01:00')).toMatchObject({ status: 0 });
});

test('a trail whose beginning lies elsewhere verifies from a time on', async () => {
  const copy = new Copy(join(trail.folder, 'without beginning'));
  cpSync(exported, copy.folder, { recursive: true });
  copy.write(DIGESTS[0], 'lies in the archive');
  const since = '2026-11-21T10:05:30Z';
  expect(await verify(copy.folder)).toMatchObject({ status: 1 });
  expect(await verify(copy.folder, '--since', since)).toMatchObject({
    status: 0,
    text: expect.stringMatching(/digests {2}2\nrecords {2}2\nwriters {2}1\nfrom {5}2026-11-21T10:05:00.000Z/),
  });
  copy.lines(RECORDS.last, (lines) => lines.slice(1));
  expect(await verify(copy.folder, '--since', since)).toMatchObject({
    status: 1,
    text: expect.stringContaining(RECORDS.last),
  });
  expect(await verify(copy.folder, '--since', '2027-01-01')).toMatchObject({
    status: 1,
    text: expect.stringContaining('none since 2027'),
  });
});

test('says how it is used', async () => {
  expect(await trail.run('--help')).toMatchObject({ status: 0, text: expect.stringMatching(/^usage: payment-audit/) });
});

test.each([
  ['nothing', [], ''],
  ['another command', ['check'], "the command must be 'verify' or 'export', got 'check'\n"],
  ['no key', ['verify', '--dir', '.'], "'verify' must have '--key': what signed the trail\n"],
  ['no place', ['verify', '--key', 'k'], "'verify' must have one of '--bucket' and '--dir': where the trail is\n"],
  [
    'a key that is nowhere',
    ['verify', '--dir', '.', '--key', 'k.pem'],
    "'--key' must be a PEM file, or an ARN or alias of KMS, got 'k.pem'\n",
  ],
  [
    'a folder without a trail',
    ['verify', '--dir', '/nowhere', '--key', __filename],
    `'${__filename}' must hold a public key in PEM\n`,
  ],
  [
    'a time that is none',
    ['verify', '--dir', '.', '--key', 'k', '--until', 'noon'],
    "'--until' must be a time in ISO 8601, got 'noon'\n",
  ],
  ['no folder to export to', ['export', '--bucket', 'b'], "'export' must have '--bucket' and '--dir'\n"],
])('fails with 2 for %s', async (_, args, error) => {
  expect(await trail.run(...args)).toMatchObject({ status: 2, error });
});
