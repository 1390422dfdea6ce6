/** What is written of a real PostgreSQL while something happens in it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import type { Written } from '../../../local/dashboard/embedded-metrics';
import { WrittenMetrics } from '../../../local/dashboard/written-metrics';
import { DatabaseMeter } from '../../../local/database/database-meter';
import { METERED } from '../../../local/database/database-state';
import { MetricLog } from '../../../local/metrics/metric-log';
import { type LocalPostgres, startPostgres } from '../../../local/postgres/postgres';

jest.setTimeout(180_000);

const SEEN_WITHIN_MS = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'database-meter-'));
const written = new WrittenMetrics(join(folder, 'metrics'));
const clients: Client[] = [];
let server: LocalPostgres;
let meter: DatabaseMeter;

async function session(): Promise<Client> {
  const client = new Client(server.admin);
  await client.connect();
  clients.push(client);
  return client;
}

beforeAll(async () => {
  server = await startPostgres({ folder: join(folder, 'server'), hostNames: [], parameters: METERED });
  meter = new DatabaseMeter(
    'ledger',
    server.admin,
    new MetricLog(join(folder, 'metrics'), 'us-east-1', 'databases'),
    200,
  );
});

afterAll(async () => {
  await Promise.all(clients.map((client) => client.end()));
  await meter?.stop();
  await server?.stop();
});

/** Values from now on, until one of them is as asked. */
async function untilSeen(name: string, isIt: (value: number) => boolean): Promise<readonly Written[]> {
  const all: Written[] = [];
  const until = Date.now() + SEEN_WITHIN_MS;
  for (;;) {
    all.push(...written.read());
    const samples = all.filter(({ metric }) => metric.name === name).flatMap(({ samples }) => samples);
    if (samples.some(({ value }) => isIt(value))) return all;
    if (Date.now() > until) throw new Error(`${name} was ${samples.map(({ value }) => value).join(', ')}`);
    await wait(50);
  }
}

test('sessions of others, of the cluster and of its writer', async () => {
  await session();
  await session();
  const all = await untilSeen('DatabaseConnections', (value) => value === 2);
  const dimensions = all
    .filter(({ metric }) => metric.name === 'DatabaseConnections')
    .map(({ metric }) => metric.dimensions);
  expect(dimensions).toContainEqual({ DBClusterIdentifier: 'ledger' });
  expect(dimensions).toContainEqual({ DBClusterIdentifier: 'ledger', Role: 'WRITER' });
});

test('what commits took, and none where nobody writes', async () => {
  written.read();
  await wait(500);
  expect(written.read().filter(({ metric }) => metric.name === 'CommitLatency')).toEqual([]);
  const [client] = clients;
  await client.query('CREATE TABLE entry (id int PRIMARY KEY, text text)');
  await client.query(`INSERT INTO entry SELECT n, repeat('x', 1000) FROM generate_series(1, 1000) AS n`);
  await wait(1_100); // a session tells what it did with the first transaction after a second
  await client.query('UPDATE entry SET text = id::text WHERE id = 1');
  await untilSeen('CommitLatency', (milliseconds) => milliseconds > 0 && milliseconds < 10_000);
  await untilSeen('VolumeBytesUsed', (bytes) => bytes > 8_000_000);
});

test('what its volume read and wrote, and how long each took', async () => {
  const [client] = clients;
  await client.query('CHECKPOINT');
  const all = await untilSeen('VolumeWriteIOPs', (operations) => operations >= 100);
  const latencies = all.filter(({ metric }) => metric.name === 'WriteLatency').flatMap(({ samples }) => samples);
  expect(Math.max(...latencies.map(({ value }) => value))).toBeGreaterThan(0);
  expect(Math.max(...latencies.map(({ value }) => value))).toBeLessThan(1);
});

// looked at five times a second
test('a deadlock, by the second', async () => {
  const [one, other] = clients;
  const take = (client: Client, id: number) => client.query(`UPDATE entry SET text = 'y' WHERE id = ${id}`);
  for (const client of [one, other]) await client.query('BEGIN');
  await take(one, 1);
  await take(other, 2);
  const both = await Promise.allSettled([take(one, 2), take(other, 1)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  for (const client of [one, other]) await client.query('ROLLBACK');
  await untilSeen('Deadlocks', (perSecond) => perSecond > 1 && perSecond < 10);
});

test('the share of the processors that it takes, in percent of the machine', async () => {
  written.read();
  const busy = clients[0].query(`SELECT count(*) FROM generate_series(1, 3000000) AS n WHERE md5(n::text) < '0'`);
  const all = await untilSeen('CPUUtilization', (percent) => percent > 5);
  const percents = all.filter(({ metric }) => metric.name === 'CPUUtilization').flatMap(({ samples }) => samples);
  expect(Math.max(...percents.map(({ value }) => value))).toBeLessThanOrEqual(110);
  await busy;
});

test('when it is stopped it writes no more, and leaves no session', async () => {
  await meter.stop();
  written.read();
  await wait(500);
  expect(written.read()).toEqual([]);
  const { rows } = await clients[0].query(`SELECT FROM pg_stat_activity WHERE backend_type = 'client backend'`);
  expect(rows).toHaveLength(clients.length);
});
