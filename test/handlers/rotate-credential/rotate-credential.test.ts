import { PostgresqlDatabaseUsers } from '../../../handlers/adapters/postgresql/postgresql-database-users';
import { SecretLogins } from '../../../handlers/adapters/postgresql/secret-logins';
import { generatePassword } from '../../../handlers/rotate-credential/generate-password';
import { type RotationStep, rotateCredential } from '../../../handlers/rotate-credential/rotate-credential';
import {
  alternatingUsers,
  type RotationStrategy,
  singleUser,
} from '../../../handlers/rotate-credential/rotation-strategy';
import { RotationError } from '../../../handlers/runtime/errors';
import { createAuthority } from '../fakes/certificates';
import { DatabaseServer } from '../fakes/database-server';
import { MemoryRotatingSecret } from '../fakes/memory-rotating-secret';
import { recordingLogger } from '../fakes/recording-logger';

let server: DatabaseServer;
let secret: MemoryRotatingSecret;
let versions = 0;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('rotate-credential');
});
afterAll(() => server.stop());
beforeEach(async () => {
  secret = new MemoryRotatingSecret(server.application);
  await server.users.makeApplicationUser(server.admin, server.application.user, server.application.password);
});

const alternating = alternatingUsers(async () => server.admin);
const strategies: readonly (readonly [string, RotationStrategy])[] = [
  ['a single user', singleUser],
  ['alternating users', alternating],
];
const steps: readonly RotationStep[] = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];

function announce(): string {
  versions += 1;
  const versionId = `version-${versions}`;
  secret.announce(versionId);
  return versionId;
}

const call = (strategy: RotationStrategy, versionId: string, step: RotationStep) => {
  const ports = {
    secrets: secret,
    users: server.users,
    strategy,
    newPassword: generatePassword,
    logger: recordingLogger(),
  };
  return rotateCredential(ports, { secretArn: 'secret', versionId, step });
};

async function rotate(strategy: RotationStrategy, repeats = 1): Promise<void> {
  const versionId = announce();
  for (const step of steps) for (let time = 0; time < repeats; time += 1) await call(strategy, versionId, step);
}

describe.each(strategies)('rotation of %s', (_name, strategy) => {
  test('makes the new credential work, three times over', async () => {
    for (let time = 0; time < 3; time += 1) {
      const before = await secret.read();
      await rotate(strategy);
      const after = await secret.read();
      expect(after.password).not.toBe(before.password);
      expect(await server.users.acceptsLogin(after)).toBe(true);
    }
  });

  test('may repeat each of its steps', async () => {
    await rotate(strategy, 3);
    expect(await server.users.acceptsLogin(await secret.read())).toBe(true);
  });

  test('keeps open sessions, and what connects anew finds the new credential', async () => {
    const database = server.open({ logins: new SecretLogins(secret, 'secret'), poolSize: 3 });
    const answers = await database.transaction(async (session) => {
      await session.call('select ledger.imbalance()', []);
      await rotate(strategy);
      await rotate(strategy);
      const others = await Promise.all([1, 2].map(() => database.call('select 1 as one', [])));
      return [await session.call('select 1 as one', []), ...others];
    });
    expect(answers).toEqual([[{ one: 1 }], [{ one: 1 }], [{ one: 1 }]]);
  });

  test('has no effect once the version is current', async () => {
    const versionId = announce();
    for (const step of steps) await call(strategy, versionId, step);
    const after = await secret.read();
    for (const step of steps) await call(strategy, versionId, step);
    expect(await secret.read()).toEqual(after);
  });

  test.each([1, 2, 3])('that stopped after %i steps begins anew and ends well', async (count) => {
    const versionId = announce();
    for (const step of steps.slice(0, count)) await call(strategy, versionId, step);
    for (const step of steps) await call(strategy, versionId, step);
    expect(secret.versions.get(versionId)?.stages).toEqual(['AWSCURRENT']);
    expect(await server.users.acceptsLogin(await secret.read())).toBe(true);
  });

  test('fails to set a pending credential for another user or server', async () => {
    const wrong = [{ user: server.admin.user }, { host: 'elsewhere.example' }, { port: 1 }];
    for (const change of wrong) {
      const versionId = announce();
      const pending = {
        ...server.application,
        user: strategy.nextUser(server.application),
        password: 'chosen',
        ...change,
      };
      secret.versions.set(versionId, { value: pending, stages: ['AWSPENDING'] });
      await expect(call(strategy, versionId, 'setSecret')).rejects.toThrow(/same server and user/);
    }
    expect(await server.users.acceptsLogin(server.admin)).toBe(true);
  });

  test('fails its test when the server refuses the pending credential', async () => {
    const versionId = announce();
    await call(strategy, versionId, 'createSecret');
    await expect(call(strategy, versionId, 'testSecret')).rejects.toThrow('the pending credential cannot log in');
  });
});

describe('rotation fails', () => {
  test('when it is not enabled', async () => {
    const versionId = announce();
    secret.rotationEnabled = false;
    await expect(call(singleUser, versionId, 'createSecret')).rejects.toThrow(RotationError);
  });

  test('for a version that is not there, or not pending', async () => {
    const versionId = announce();
    await expect(call(singleUser, 'unknown', 'createSecret')).rejects.toThrow("has no version 'unknown'");
    announce();
    await expect(call(singleUser, versionId, 'createSecret')).rejects.toThrow('must be pending');
  });

  test.each(['setSecret', 'testSecret'] as const)('in %s when the pending version has no value', async (step) => {
    await expect(call(singleUser, announce(), step)).rejects.toThrow('must have a value');
  });

  test('when no known credential logs in', async () => {
    await server.users.makeApplicationUser(server.admin, server.application.user, 'changed-by-hand');
    const versionId = announce();
    await call(singleUser, versionId, 'createSecret');
    await expect(call(singleUser, versionId, 'setSecret')).rejects.toThrow('neither the current nor the previous');
  });

  test('when the administrator is one of another server', async () => {
    const foreign = alternatingUsers(async () => ({ ...server.admin, host: 'elsewhere.example' }));
    const versionId = announce();
    await call(foreign, versionId, 'createSecret');
    await expect(call(foreign, versionId, 'setSecret')).rejects.toThrow('another server');
  });

  test('for a user whose alternate would have too long a name', () => {
    expect(() => alternating.nextUser({ ...server.application, user: 'u'.repeat(58) })).toThrow('63 characters');
  });

  test('rather than talk to a server it cannot verify', async () => {
    const { certificate } = await createAuthority();
    const users = new PostgresqlDatabaseUsers([certificate], 'test');
    const ports = {
      secrets: secret,
      users,
      strategy: singleUser,
      newPassword: generatePassword,
      logger: recordingLogger(),
    };
    const versionId = announce();
    await rotateCredential(ports, { secretArn: 'secret', versionId, step: 'createSecret' });
    const set = rotateCredential(ports, { secretArn: 'secret', versionId, step: 'setSecret' });
    await expect(set).rejects.toMatchObject({ code: 'CERT_SIGNATURE_FAILURE' });
    expect(await server.users.acceptsLogin(server.application)).toBe(true);
  });
});

describe('alternating users', () => {
  test('take turns, and the one that was in force works until its next turn', async () => {
    const names = [];
    for (let time = 0; time < 3; time += 1) {
      const before = await secret.read();
      await rotate(alternating);
      names.push((await secret.read()).user);
      expect(await server.users.acceptsLogin(before)).toBe(true);
    }
    expect(names).toEqual(['payment_app_clone', 'payment_app', 'payment_app_clone']);
  });

  test('have the same rights and the same bounds', async () => {
    await rotate(alternating);
    const database = server.open({ logins: new SecretLogins(secret, 'secret') });
    const [row] = await database.call(
      `select session_user::text as name, ledger.imbalance() as imbalance, current_setting('statement_timeout') as bound`,
      [],
    );
    expect(row).toEqual({ name: 'payment_app_clone', imbalance: 0, bound: '5s' });
    await expect(database.call('delete from ledger.posting', [])).rejects.toMatchObject({ code: '42501' });
  });
});

test('a single user whose current credential was lost is rotated by the previous one', async () => {
  await rotate(singleUser);
  await server.users.makeApplicationUser(server.admin, server.application.user, server.application.password);
  await rotate(singleUser);
  expect(await server.users.acceptsLogin(await secret.read())).toBe(true);
});
