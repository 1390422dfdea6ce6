import fc from 'fast-check';
import { Client, type QueryResult } from 'pg';
import {
  type AuditFacts,
  type AuditRecord,
  canonicalForm,
  hashOf,
  newChain,
} from '../../../../handlers/domain/audit/audit-record';
import { DatabaseServer } from '../../fakes/database-server';

let server: DatabaseServer;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('audit-trail');
});
afterAll(() => server.stop());

const facts = (resource: string, details: AuditFacts['details'] = {}): AuditFacts => ({
  occurredAt: '2026-11-21T10:02:01.123Z',
  actor: 'arn:aws:iam::000000000000:user/shop',
  action: 'PaymentAuthorized',
  outcome: 'success',
  origin: 'payment-queue',
  resource,
  details,
});

const append = (session: Client, resource: string, details?: AuditFacts['details']): Promise<QueryResult> =>
  session.query('select ledger.record_audit($1)', [canonicalForm(facts(resource, details))]);

async function withSession<T>(work: (session: Client) => Promise<T>): Promise<T> {
  const session = new Client({ ...server.application, ssl: { ca: [...server.authorities] } });
  await session.connect();
  try {
    return await work(session);
  } finally {
    await session.end();
  }
}

/** The chain that holds a record about `resource`, from its start. */
async function chainOf(resource: string): Promise<AuditRecord[]> {
  const rows = await server.sql<{ writer_id: string; sequence: number; facts: string; hash: string }>(
    `select a.writer_id, a.sequence, a.facts, encode(a.hash, 'hex') as hash
     from ledger.audit_record as a join ledger.audit_record as r using (writer_id)
     where r.facts::jsonb ->> 'resource' = $1 order by a.sequence`,
    [resource],
  );
  let previousHash = newChain('').hash;
  return rows.map((row) => {
    const record = { ...row, writerId: row.writer_id, previousHash, facts: JSON.parse(row.facts) };
    previousHash = row.hash;
    return record;
  });
}

const resources = (chain: readonly AuditRecord[]) => chain.map((record) => record.facts.resource);

test('the records of a session are one chain, each with the hash that the domain computes', async () => {
  await withSession(async (session) => {
    for (const resource of ['a-1', 'a-2', 'a-3']) await append(session, resource);
  });
  const chain = await chainOf('a-2');
  expect(resources(chain)).toEqual(['a-1', 'a-2', 'a-3']);
  expect(chain.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  expect(chain.map(({ hash }) => hash)).toEqual(chain.map(hashOf));
});

test('whatever text the facts hold, the database computes the hash that the domain computes', async () => {
  await withSession(async (session) => {
    const text = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0')); // PostgreSQL has no NUL
    const details = fc.dictionary(text, fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true })));
    await fc.assert(
      fc.asyncProperty(fc.uuid(), details, async (resource, some) => {
        await append(session, resource, some);
        const last = (await chainOf(resource)).at(-1);
        expect(last?.hash).toBe(last && hashOf(last));
        expect(last?.facts).toEqual(JSON.parse(canonicalForm(facts(resource, some))));
      }),
      { numRuns: 30 },
    );
  });
});

test('a record that was rolled back leaves no gap, not even the first', async () => {
  await withSession(async (session) => {
    for (const resource of ['b-1', 'b-2', 'b-3', 'b-4']) {
      await session.query('begin');
      await append(session, resource);
      await session.query(resource === 'b-1' || resource === 'b-3' ? 'rollback' : 'commit');
    }
  });
  const chain = await chainOf('b-2');
  expect(resources(chain)).toEqual(['b-2', 'b-4']);
  expect(chain.map(({ hash }) => hash)).toEqual(chain.map(hashOf));
  expect(chain.map(({ sequence }) => sequence)).toEqual([1, 2]);
});

test('sessions that write at the same time wait for each other at no time', async () => {
  await withSession(async (one) => {
    await withSession(async (other) => {
      await one.query('begin');
      await append(one, 'c-1');
      await append(other, 'd-1');
      await append(other, 'd-2');
      await one.query('commit');
    });
  });
  expect(resources(await chainOf('c-1'))).toEqual(['c-1']);
  expect(resources(await chainOf('d-1'))).toEqual(['d-1', 'd-2']);
});

test('a session continues no chain but its own, whatever its setting says', async () => {
  await withSession((session) => append(session, 'e-1'));
  const [former] = await chainOf('e-1');
  await withSession(async (session) => {
    await session.query(`select set_config('ledger.audit_writer', $1, false)`, [former?.writerId]);
    await append(session, 'e-2');
    await session.query('discard all');
    await append(session, 'e-3');
  });
  const lengths = await Promise.all(['e-1', 'e-2', 'e-3'].map(async (resource) => (await chainOf(resource)).length));
  expect(lengths).toEqual([1, 1, 1]);
});

test('fails to write a record with a hash of its own, or to change one', async () => {
  await withSession(async (session) => {
    await append(session, 'f-1');
    const denied = { code: '42501' };
    await expect(session.query(`select ledger.append_audit('{}')`)).rejects.toMatchObject(denied);
    await expect(session.query('insert into ledger.audit_record default values')).rejects.toMatchObject(denied);
    await expect(session.query('update ledger.audit_writer set closed = true')).rejects.toMatchObject(denied);
  });
  await expect(server.sql(`update ledger.audit_record set facts = '{}'`)).rejects.toThrow(/is append-only/);
});

test('of a long backlog no more is read than is asked for', async () => {
  await server.sql(
    'insert into ledger.audit_writer (writer_id, backend_pid) select gen_random_uuid(), 0 from generate_series(1, 500)',
  );
  await server.sql(
    `insert into ledger.audit_record (writer_id, sequence, facts, hash)
     select writer_id, n, '{}', sha256('') from ledger.audit_writer, generate_series(1, 50) as n where backend_pid = 0`,
  );
  await server.sql('analyze ledger.audit_writer; analyze ledger.audit_record');
  const read = async () => {
    await server.sql('select pg_stat_force_next_flush()');
    const [row] = await server.sql<{ read: number }>(
      `select (idx_tup_fetch + seq_tup_read)::int as read from pg_stat_user_tables where relname = 'audit_record'`,
    );
    return row?.read ?? 0;
  };
  const before = await read();
  await withSession((session) => session.query('select ledger.unsealed_audit(100)'));
  expect((await read()) - before).toBeLessThan(1_000);
});
