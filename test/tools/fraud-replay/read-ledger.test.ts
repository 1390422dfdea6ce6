import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { PostgresqlPaymentLedger } from '../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { DEFAULT_FRAUD_RULES } from '../../../handlers/domain/fraud/default-fraud-rules';
import { explainDecision } from '../../../handlers/domain/fraud/explain-decision';
import { fraudFeatures } from '../../../handlers/domain/fraud/fraud-features';
import { scoreFraud } from '../../../handlers/domain/fraud/score-fraud';
import { fraudReplay } from '../../../tools/fraud-replay/fraud-replay';
import { readJsonl } from '../../../tools/fraud-replay/read-jsonl';
import { readLedger } from '../../../tools/fraud-replay/read-ledger';
import type { StoredPayment } from '../../../tools/fraud-replay/stored-payment';
import { DatabaseServer } from '../../handlers/fakes/database-server';
import { aDecision } from '../../handlers/fakes/decision';

const PAYMENTS = 1_003;
let server: DatabaseServer;
let url: string;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('fraud-replay');
  const ledger = new PostgresqlPaymentLedger(server.open({ poolSize: 10 }));
  const decide = () => {
    const { instruction, ...decision } = aDecision();
    return { ...decision, instruction, fraud: scoreFraud(DEFAULT_FRAUD_RULES, fraudFeatures(instruction, {})) };
  };
  for (let made = 0; made < PAYMENTS; made += 59) {
    await Promise.all(Array.from({ length: Math.min(59, PAYMENTS - made) }, () => ledger.commit(decide())));
  }
  await ledger.commit(aDecision({ fraud: undefined }));
  const { database, host, password, port, user } = server.application;
  url = `postgres://${user}@${host}:${port}/${database}`;
  process.env.PGPASSWORD = password;
});
afterAll(async () => {
  delete process.env.PGPASSWORD;
  await server.stop();
});

function source() {
  return { url, caFile: server.postgres.caFile };
}
async function all(payments: AsyncIterable<StoredPayment>): Promise<StoredPayment[]> {
  const found: StoredPayment[] = [];
  for await (const payment of payments) found.push(payment);
  return found;
}

test('reads every stored decision once, over pages, and each is reproduced', async () => {
  const payments = await all(readLedger(source()));
  expect(new Set(payments.map(({ paymentId }) => paymentId)).size).toBe(PAYMENTS);
  expect(payments).toHaveLength(PAYMENTS);
  const differences = payments.flatMap(
    ({ decision, identifiers }) => explainDecision(decision, DEFAULT_FRAUD_RULES, identifiers).differences,
  );
  expect(differences).toEqual([]);
});

test('the rules that decided would change nothing of the ledger', async () => {
  const printed: string[] = [];
  const { caFile } = source();
  const print = (text: string) => printed.push(text);
  await expect(fraudReplay(['default', '--database', url, '--ca', caFile], print)).resolves.toBe(0);
  expect(printed.join('')).toContain(
    `${PAYMENTS} payments (${PAYMENTS} by 'default-3') by the rules 'default-3': 0 would`,
  );
  expect(printed.join('')).toContain('No score would change.');
});

test('the ledger is the one that the environment names, where nothing else is named', async () => {
  const { database, host, port, user } = server.application;
  const named = {
    PGHOST: host,
    PGPORT: `${port}`,
    PGDATABASE: database,
    PGUSER: user,
    PGSSLROOTCERT: server.postgres.caFile,
  };
  Object.assign(process.env, named);
  try {
    const printed: string[] = [];
    await expect(fraudReplay(['default'], (text) => printed.push(text))).resolves.toBe(0);
    expect(printed.join('')).toContain(`${PAYMENTS} payments`);
  } finally {
    for (const name of Object.keys(named)) delete process.env[name];
  }
});

test('fails to write anything, whatever the user that reads may do', async () => {
  const queries = jest.spyOn(Client.prototype, 'query');
  const payments = readLedger(source());
  await payments.next();
  const session = queries.mock.contexts.at(-1) as Client;
  queries.mockRestore();
  await expect(session.query('select ledger.record_audit($1)', ['{}'])).rejects.toThrow('read-only transaction');
  await payments.return(undefined);
  await expect(server.open({ poolSize: 1 }).call('select ledger.record_audit($1)', ['{}'])).resolves.toHaveLength(1);
});

test('what the documented query exports is a file of stored payments', async () => {
  const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'fraud-rules.md'), 'utf8');
  const [, query = ''] = /```sql\n([\s\S]*?)```/.exec(page) ?? [];
  const rows = await server.sql<{ jsonb_build_object: object }>(query, []);
  const file = join(server.postgres.caFile, '..', 'decisions.jsonl');
  writeFileSync(file, rows.map((row) => JSON.stringify(row.jsonb_build_object)).join('\n'));
  await expect(all(readJsonl(file))).resolves.toHaveLength(PAYMENTS);
});

test('reads none that are older than asked for', async () => {
  await expect(all(readLedger({ ...source(), since: new Date('2100-01-01') }))).resolves.toEqual([]);
});

test('fails for a server of another authority', async () => {
  const other = join(server.postgres.caFile, '..', 'other.pem');
  writeFileSync(other, '');
  await expect(all(readLedger({ url, caFile: other }))).rejects.toThrow(/certificate|issuer/);
});
