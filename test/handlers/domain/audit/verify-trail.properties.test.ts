import fc from 'fast-check';
import { type ChainHead, newChain } from '../../../../handlers/domain/audit/audit-record';
import { nextRecord, verifyTrail } from '../../fakes/sealed-trail';
import { factsAbout, sealedTrail } from './sealed-trail';

/** Which writers write, interval by interval. */
type History = readonly (readonly string[])[];
const histories = fc.array(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 5 }), { minLength: 1, maxLength: 5 });

function seal(history: History) {
  const heads = new Map<string, ChainHead>();
  const append = (writer: string) => {
    const record = nextRecord(heads.get(writer) ?? newChain(writer), factsAbout(writer));
    heads.set(writer, record);
    return record;
  };
  return sealedTrail(history.map((writers) => writers.map(append)));
}

test('whatever was written in whatever order, the sealed trail holds', async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const records = history.flat();
      expect(await verifyTrail(seal(history))).toMatchObject({
        digests: history.length,
        records: records.length,
        writers: new Set(records).size,
        broken: undefined,
      });
    }),
  );
});

test('fails whichever character of whichever file was changed', async () => {
  await fc.assert(
    fc.asyncProperty(
      histories,
      fc.nat(),
      fc.nat(),
      fc.constantFrom('x', '0', '"', '\n', ' '),
      async (history, which, where, to) => {
        const trail = seal(history);
        const found = Object.entries(trail.files);
        fc.pre(found.length > 0);
        const [key, text] = found[which % found.length] ?? ['', ''];
        const at = where % text.length;
        fc.pre(text[at] !== to);
        const files = { ...trail.files, [key]: `${text.slice(0, at)}${to}${text.slice(at + 1)}` };
        expect((await verifyTrail({ ...trail, files })).broken?.at).toMatch(key);
      },
    ),
  );
});

test('fails whichever digest is missing, but for the last', async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.nat(), async (history, which) => {
      fc.pre(history.length > 1);
      const trail = seal(history);
      const digests = trail.digests.toSpliced(which % (history.length - 1), 1);
      expect((await verifyTrail({ ...trail, digests })).broken).toBeDefined();
    }),
  );
});
