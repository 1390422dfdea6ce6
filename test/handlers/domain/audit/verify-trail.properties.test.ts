import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import {
  dataToSign,
  fileText,
  linkTo,
  makeDigest,
  type SignedDigest,
} from '../../../../handlers/domain/audit/audit-digest';
import { type AuditRecord, type ChainHead, newChain, nextRecord } from '../../../../handlers/domain/audit/audit-record';
import { fingerprintOf } from '../../../../handlers/domain/audit/digest-fault';
import { type SealedTrail, verifyTrail } from '../../../../handlers/domain/audit/verify-trail';

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const publicKey = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const publicKeyFingerprint = fingerprintOf(publicKey);

/** Which writers write, interval by interval. */
type History = readonly (readonly string[])[];
const histories = fc.array(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 5 }), { minLength: 1, maxLength: 5 });
const time = (interval: number) => new Date(Date.UTC(2026, 0, 1, interval)).toISOString();

function seal(history: History): SealedTrail {
  const heads = new Map<string, ChainHead>();
  const digests: { foundAt: string; signed: SignedDigest }[] = [];
  const files: Record<string, string> = {};
  for (const [index, writers] of history.entries()) {
    const records = writers.map((writer) => {
      const record = nextRecord(heads.get(writer) ?? newChain(writer), factsOf(writer));
      heads.set(writer, record);
      return record;
    });
    const [key, fileKey] = [`digests/${index}`, `records/${index}`];
    const interval = { key, fileKey, startTime: time(index), endTime: time(index + 1), publicKeyFingerprint };
    const last = digests.at(-1);
    const digest = makeDigest(interval, records, last && linkTo(last.signed));
    const signature = sign('sha256', Buffer.from(dataToSign(digest)), keys.privateKey).toString('base64');
    digests.push({ foundAt: key, signed: { digest, signature } });
    if (records.length > 0) files[fileKey] = fileText(records);
  }
  return { digests, files, publicKey };
}

const factsOf = (resource: string): AuditRecord['facts'] => ({
  occurredAt: time(0),
  actor: 'caller',
  action: 'PaymentAuthorized',
  outcome: 'success',
  origin: 'queue',
  resource,
  details: { amountMinor: 100 },
});

test('whatever was written in whatever order, the sealed trail holds', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const records = history.flat();
      expect(verifyTrail(seal(history))).toMatchObject({
        digests: history.length,
        records: records.length,
        writers: new Set(records).size,
        broken: undefined,
      });
    }),
  );
});

test('fails whichever character of whichever file was changed', () => {
  fc.assert(
    fc.property(
      histories,
      fc.nat(),
      fc.nat(),
      fc.constantFrom('x', '0', '"', '\n', ' '),
      (history, which, where, to) => {
        const trail = seal(history);
        const found = Object.entries(trail.files);
        fc.pre(found.length > 0);
        const [key, text] = found[which % found.length] ?? ['', ''];
        const at = where % text.length;
        fc.pre(text[at] !== to);
        const files = { ...trail.files, [key]: `${text.slice(0, at)}${to}${text.slice(at + 1)}` };
        expect(verifyTrail({ ...trail, files }).broken?.at).toMatch(key);
      },
    ),
  );
});

test('fails whichever digest is missing, but for the last', () => {
  fc.assert(
    fc.property(histories, fc.nat(), (history, which) => {
      fc.pre(history.length > 1);
      const trail = seal(history);
      const digests = trail.digests.toSpliced(which % (history.length - 1), 1);
      expect(verifyTrail({ ...trail, digests }).broken).toBeDefined();
    }),
  );
});
