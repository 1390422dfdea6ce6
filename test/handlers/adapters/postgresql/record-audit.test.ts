import { Client } from 'pg';
import { recordAudit } from '../../../../handlers/adapters/postgresql/record-audit';
import { LedgerDatabase as names } from '../../../../src/contract/database';
import { DatabaseServer, migrations } from '../../fakes/database-server';

let server: DatabaseServer;
beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('record-audit');
});
afterAll(() => server.stop());

const user = `database-user/${names.APPLICATION_USER}`;

interface Recorded {
  readonly actor: string;
  readonly action: string;
  readonly resource: string;
}
const recorded = async (): Promise<Recorded[]> => {
  const rows = await server.sql<{ facts: Recorded }>('select facts::jsonb as facts from ledger.audit_record');
  return rows.map(({ facts }) => facts);
};

test('migrations since the trail was made are in it, and so is the password of the application', async () => {
  const since = migrations.slice(migrations.findIndex(({ name }) => name.endsWith('audit-trail')));
  const made = (await recorded()).map(({ action, resource }) => `${action} ${resource}`);
  expect(made.sort()).toEqual([
    `CredentialChanged ${user}`,
    ...since.map(({ name }) => `LedgerMigrated migration/${name}`),
  ]);
});

test('a password that a user changes is in it, and stays out of it', async () => {
  await server.users.changeOwnPassword(server.application, 'a-new-password-of-its-own');
  const changes = (await recorded()).filter(({ actor }) => actor === 'test');
  expect(changes).toMatchObject([
    { action: 'CredentialChanged', resource: user },
    { action: 'CredentialChanged', resource: user },
  ]);
  expect(JSON.stringify(changes)).not.toMatch(/a-new-password|SCRAM/);
  await server.users.changeOwnPassword(
    { ...server.application, password: 'a-new-password-of-its-own' },
    server.application.password,
  );
});

test('where there is no trail, or none for this user, nothing is written and nothing fails', async () => {
  const facts = { actor: 'test', action: 'Tested', origin: 'test', resource: 'nothing', details: {} };
  await server.sql(`create role reporter login password 'reporter-password'`);
  await server.sql('grant connect on database payments to reporter');
  for (const login of [
    { ...server.postgres.admin, database: 'postgres' },
    { ...server.application, user: 'reporter', password: 'reporter-password', ssl: { ca: [...server.authorities] } },
  ]) {
    const session = new Client(login);
    await session.connect();
    await expect(recordAudit(session, facts)).resolves.toBeUndefined();
    await session.end();
  }
  expect((await recorded()).filter(({ resource }) => resource === 'nothing')).toEqual([]);
});
