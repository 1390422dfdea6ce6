import type { ArchivedObject } from '../../../handlers/ports/audit-archive';
import { auditKey } from '../fakes/audit-key';
import { DatabaseServer } from '../fakes/database-server';
import { forget, sealing, write } from './sealing';

let server: DatabaseServer;
beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('adopt-digest');
});
afterAll(() => server.stop());
beforeEach(() => forget(server));

const FIRST = { digest: 'audit/digests/000000000001.json', records: 'audit/records/000000000001.jsonl' };

test.each([
  ['before the digest was written', /digests/, 'before'],
  ['after the digest was written', /digests/, 'after'],
  ['before its records were written', /records/, 'before'],
  ['after its records were written', /records/, 'after'],
] as const)('a run that ended %s is carried on by the next', async (_, key, when) => {
  const { archive, seal, report } = sealing(server);
  await write(server, 'a-1', 'a-2');
  archive.interruption = { key, when };
  await expect(seal()).rejects.toThrow(/stopped/);
  await write(server, 'b-1');
  await seal();
  expect(await report()).toMatchObject({ records: 3, writers: 2 });
  expect((await report()).broken).toBeUndefined();
});

test('digests from before the database was restored are taken over as they are', async () => {
  const { archive, seal, report } = sealing(server);
  await write(server, 'a-1');
  await seal();
  await write(server, 'b-1');
  await seal();
  await forget(server);
  await write(server, 'c-1');
  await seal();
  expect(await report()).toMatchObject({ digests: 3, records: 3, writers: 3 });
  expect((await report()).broken).toBeUndefined();
  expect(archive.objects.size).toBe(6);
});

/** A trail whose first run ended between digest and records, with one object changed after. */
async function changed(key: string, change: (object: ArchivedObject) => ArchivedObject) {
  const { archive, seal } = sealing(server);
  await write(server, 'a-1');
  archive.interruption = { key: /records/, when: 'after' };
  await seal().catch(() => undefined);
  const object = archive.objects.get(key);
  if (!object) throw new Error(`'${key}' is missing`);
  archive.objects.set(key, change(object));
  return seal();
}

const broken = (message: RegExp) =>
  expect.objectContaining({ code: 'audit-trail-broken', message: expect.stringMatching(message) });

test('fails to take over a digest that somebody else signed', async () => {
  const other = auditKey();
  const signature = await other.sign('something');
  await expect(changed(FIRST.digest, (it) => ({ ...it, signature }))).rejects.toEqual(
    broken(/not ours: the signature/),
  );
});

test.each([
  ['no JSON', 'nothing'],
  ['no digest', '{}'],
])('fails to take over what is %s', async (_, text) => {
  await expect(changed(FIRST.digest, (it) => ({ ...it, text }))).rejects.toEqual(broken(/must be a signed digest/));
});

test('fails to take over records that are not those of the digest', async () => {
  await expect(changed(FIRST.records, (it) => ({ ...it, text: '{}' }))).rejects.toEqual(
    broken(/is not what its digest/),
  );
});

test('fails where somebody has written the file of records before', async () => {
  const { archive, seal } = sealing(server);
  await write(server, 'a-1');
  await archive.putOnce({ key: FIRST.records, text: 'forged' });
  await expect(seal()).rejects.toEqual(broken(/written by somebody else/));
});
