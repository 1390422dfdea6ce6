import { sealAudit } from '../../../handlers/seal-audit/seal-audit';
import { DatabaseServer } from '../fakes/database-server';
import { FOLDERS, forget, sealing, write } from './sealing';

let server: DatabaseServer;
beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('seal-audit');
});
afterAll(() => server.stop());
beforeEach(() => forget(server));

const openWriters = async () => {
  const [row] = await server.sql<{ count: number }>(
    'select count(*)::int as count from ledger.audit_writer where not closed',
  );
  return row?.count;
};

test('what was written since the last seal is sealed, and verifies', async () => {
  const { seal, report, keys, clock, metrics } = sealing(server);
  await write(server, 'a-1', 'a-2');
  await write(server, 'b-1');
  clock.advance(60);
  await seal();
  await write(server, 'c-1');
  clock.advance(300);
  await seal();
  expect(await report()).toEqual({
    digests: 2,
    records: 4,
    writers: 3,
    from: '2026-11-21T10:00:59.999Z',
    to: '2026-11-21T10:06:00.000Z',
  });
  expect(keys()).toEqual([
    'audit/digests/000000000001.json',
    'audit/digests/000000000002.json',
    'audit/records/000000000001.jsonl',
    'audit/records/000000000002.jsonl',
  ]);
  expect(metrics.sums).toEqual({ AuditSealAge: 60 + 360, AuditRecordSealed: 4 });
});

test('nothing happened, and a digest says so', async () => {
  const { seal, report, keys, metrics } = sealing(server);
  await seal();
  await seal(); // the clock stands still: the interval is as short as it can be
  expect(await report()).toMatchObject({ digests: 2, records: 0 });
  expect(keys()).toEqual(['audit/digests/000000000001.json', 'audit/digests/000000000002.json']);
  expect(metrics.sums).toEqual({ AuditSealAge: 0, AuditRecordSealed: 0 });
});

test('a chain goes on over digests, also within one run', async () => {
  const { seal, report } = sealing(server);
  await write(server, 'a-1', 'a-2', 'a-3', 'a-4', 'a-5');
  await seal({ batchSize: 2 });
  expect(await report()).toMatchObject({ digests: 3, records: 5, writers: 1 });
});

test('a run that has no time left leaves the rest to the next', async () => {
  const { seal, report } = sealing(server);
  await write(server, 'a-1', 'a-2', 'a-3');
  await seal({ batchSize: 2, patienceSeconds: -1 });
  expect(await report()).toMatchObject({ digests: 1, records: 2 });
  await seal();
  expect(await report()).toMatchObject({ digests: 2, records: 3 });
});

test('a writer is asked for records as long as its session lasts, and no longer', async () => {
  const { seal } = sealing(server);
  const living = server.open({ poolSize: 1 });
  await living.call('select ledger.record_audit($1)', ['{"resource":"a-1"}']);
  await write(server, 'b-1');
  await seal();
  await expect(openWriters()).resolves.toBe(1);
  await living.call('select ledger.record_audit($1)', ['{"resource":"a-2"}']);
  const again = sealing(server);
  expect((await again.ports.seals.unsealed(10)).records).toMatchObject([{ sequence: 2 }]);
});

test('a writer that is gone is not closed before all of it is sealed', async () => {
  const { seal } = sealing(server);
  await write(server, 'a-1', 'a-2', 'a-3');
  await seal({ batchSize: 2, patienceSeconds: -1 });
  await expect(openWriters()).resolves.toBe(1);
  await seal();
  await expect(openWriters()).resolves.toBe(0);
});

test('many that seal at once write one trail', async () => {
  const { ports, report } = sealing(server);
  for (let writer = 0; writer < 5; writer += 1) await write(server, `${writer}-1`, `${writer}-2`);
  const runs = Array.from({ length: 4 }, () => sealAudit(ports, { folders: FOLDERS, batchSize: 3 }));
  await Promise.all(runs);
  expect(await report()).toMatchObject({ records: 10, writers: 5 });
  expect((await report()).broken).toBeUndefined();
  expect(ports.metrics.sums).toMatchObject({ AuditRecordSealed: 10 });
});
