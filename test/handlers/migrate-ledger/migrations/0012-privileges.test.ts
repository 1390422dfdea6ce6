import { Client } from 'pg';
import { PostgresqlPaymentLedger } from '../../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { LedgerDatabase as names } from '../../../../src/contract/database';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';

let server: DatabaseServer;
let application: Client;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('ledger-privileges');
  application = new Client({ ...server.application, ssl: { ca: [...server.authorities] } });
  await application.connect();
  await new PostgresqlPaymentLedger(server.open()).commit(aDecision());
});
afterAll(async () => {
  await application.end();
  await server.stop();
});

const asApplication = (statement: string) => application.query(statement);
const NOT_ALLOWED = { code: '42501' };

const tables = [
  'account_kind',
  'account',
  'account_balance',
  'balance_increment',
  'payment_transition',
  'posting',
  'refund',
  'outbox',
  'expiry_progress',
  'open_submission',
  'submission_outcome',
  'open_authorization',
  'handover',
  'audit_record',
  'audit_writer',
  'audit_seal',
  'settlement_batch',
  'settlement_line',
  'schema_migration',
];

describe('the application', () => {
  test.each(tables)('reads ledger.%s', async (table) => {
    await expect(asApplication(`select from ledger.${table} limit 1`)).resolves.toBeDefined();
  });

  test.each(tables)('writes nothing to ledger.%s by its own statement', async (table) => {
    const [column] = await server.sql<{ name: string }>(
      `select column_name as name from information_schema.columns
       where table_schema = 'ledger' and table_name = $1 and is_identity = 'NO' and is_generated = 'NEVER' limit 1`,
      [table],
    );
    const statements = [
      `insert into ledger.${table} default values`,
      `update ledger.${table} set ${column?.name} = ${column?.name}`,
      `delete from ledger.${table}`,
      `truncate ledger.${table}`,
      `select from ledger.${table} for update`,
      `drop table ledger.${table}`,
    ];
    for (const statement of statements) await expect(asApplication(statement)).rejects.toMatchObject(NOT_ALLOWED);
  });

  test('calls the functions it needs, and none beside them', async () => {
    const rows = await server.sql<{ name: string }>(
      `select p.proname as name from pg_proc p where p.pronamespace = 'ledger'::regnamespace
         and has_function_privilege($1, p.oid, 'execute') order by 1`,
      [names.APPLICATION_USER],
    );
    expect(rows.map(({ name }) => name)).toEqual([
      'account_statement',
      'advance_expiry',
      'audit_up_to',
      'balance_at',
      'begin_settlement',
      'claim_open_authorizations',
      'claim_open_submissions',
      'close_orphan',
      'commit_payment',
      'commit_payments',
      'find_payment',
      'find_position',
      'find_position_of',
      'find_settleable',
      'find_submission',
      'finish_seal',
      'hand_over',
      'hand_over_submission',
      'imbalance',
      'list_due_for_settlement',
      'list_expirable',
      'lock_outbox',
      'outbox_age',
      'record_audit',
      'record_settlement',
      'record_settlement_lines',
      'record_submission',
      'remove_from_outbox',
      'reopen_payments',
      'replay_payment',
      'report_orphan',
      'roll_up_balances',
      'settlement_is_silent',
      'submission_age',
      'take_step',
      'unresolved_backlog',
      'unsealed_audit',
    ]);
  });

  test('creates nothing in the ledger or in the public schema', async () => {
    await expect(asApplication('create table ledger.mine ()')).rejects.toMatchObject(NOT_ALLOWED);
    await expect(asApplication('create table public.mine ()')).rejects.toMatchObject(NOT_ALLOWED);
  });

  test('plants no temporary objects that the functions of the owner could find first', async () => {
    const statement = 'create temporary table idempotency (caller_id text)';
    await expect(asApplication(statement)).rejects.toMatchObject(NOT_ALLOWED);
  });

  test('has sessions with bounded statements, locks and idle transactions', async () => {
    const { rows } = await application.query(
      `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
         current_setting('idle_in_transaction_session_timeout') as idle`,
    );
    expect(rows).toEqual([{ statement: '5s', lock: '3s', idle: '30s' }]);
  });
});

describe('the owner', () => {
  const history = [
    'account',
    'payment_transition',
    'posting',
    'refund',
    'handover',
    'audit_record',
    'audit_seal',
    'settlement_batch',
    'settlement_line',
  ];
  test.each(history)('does not change ledger.%s by mistake', async (table) => {
    for (const statement of [`delete from ledger.${table}`, `truncate ledger.${table} cascade`]) {
      await expect(server.sql(statement)).rejects.toThrow(/is append-only/);
    }
  });

  test('is no superuser, and needs to be none', async () => {
    const rows = await server.sql('select rolsuper from pg_roles where rolname = $1', [names.ADMIN_USER]);
    expect(rows).toEqual([{ rolsuper: false }]);
  });
});

describe('functions that run as the owner', () => {
  test('resolve names in the ledger only', async () => {
    const rows = await server.sql(
      `select proname from pg_proc where pronamespace = 'ledger'::regnamespace and prosecdef
         and not (proconfig @> array['search_path=ledger, pg_temp'])`,
    );
    expect(rows).toEqual([]);
  });

  test('belong to the administrator', async () => {
    const rows = await server.sql(
      `select distinct proowner::regrole::text as owner from pg_proc where pronamespace = 'ledger'::regnamespace`,
    );
    expect(rows).toEqual([{ owner: names.ADMIN_USER }]);
  });
});
