import { DatabaseServer } from '../fakes/database-server';
import { forget, sealing, write } from './sealing';

let server: DatabaseServer;
beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('sound-records');
});
afterAll(() => server.stop());
beforeEach(() => forget(server));

const HELD_BACK = 'audit chain is broken and held back';

test.each([
  ['was changed', `update ledger.audit_record set facts = replace(facts, 'a-2', 'x-2')`, 2, 'the record was changed'],
  ['is no JSON', `update ledger.audit_record set facts = '{' where sequence = 2`, 2, 'the facts are not JSON'],
  ['was deleted', `delete from ledger.audit_record where facts like '%a-2%'`, 3, 'record 2 of writer'],
])(
  'a chain of which a record %s is held back from there, the others are sealed',
  async (_, change, sequence, reason) => {
    const { seal, report, logger, metrics, clock } = sealing(server);
    await write(server, 'a-1', 'a-2', 'a-3');
    await write(server, 'b-1');
    await server.changed(change);
    await seal();
    clock.advance(600);
    await seal();
    expect(await report()).toMatchObject({ digests: 2, records: 2 });
    expect((await report()).broken).toBeUndefined();
    expect(logger.lines).toContainEqual({
      level: 'error',
      message: HELD_BACK,
      resourceId: expect.any(String),
      sequence,
      reason: expect.stringContaining(reason),
    });
    expect(metrics.sums.AuditSealAge).toBeGreaterThanOrEqual(600);
  },
);
