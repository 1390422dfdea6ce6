import type { DatabaseSecrets } from '../ports/database-secrets';
import type { DatabaseCredential, DatabaseUsers } from '../ports/database-users';
import type { AppliedMigration, LedgerSchema, Migration } from '../ports/ledger-schema';
import { ConfigurationError, MigrationError } from '../runtime/errors';
import type { Logger } from '../runtime/logger';

export interface MigrateLedgerPorts {
  readonly schemaOf: (admin: DatabaseCredential) => LedgerSchema;
  readonly users: DatabaseUsers;
  readonly secrets: DatabaseSecrets;
  readonly logger: Logger;
}

export interface MigrateLedgerRequest {
  readonly adminSecretArn: string;
  readonly applicationSecretArns: readonly string[];
  readonly iamUsers: readonly string[];
}

/** Brings the schema up to the newest migration, and makes the users that work with it. Safe to repeat, also in parallel. */
export async function migrateLedger(
  ports: MigrateLedgerPorts,
  migrations: readonly Migration[],
  request: MigrateLedgerRequest,
): Promise<void> {
  const admin = await ports.secrets.read(request.adminSecretArn);
  await ports.schemaOf(admin).exclusively(async (history) => {
    for (const migration of pendingMigrations(migrations, await history.applied())) {
      await history.apply(migration);
      ports.logger.info('migration applied', { migration: migration.name });
    }
    // under the same lock: the server does not take two changes of one user at a time
    for (const secretArn of request.applicationSecretArns) await makePasswordUser(ports, admin, secretArn);
    for (const user of request.iamUsers) await ports.users.makeApplicationUser(admin, user);
  });
}

/**
 * What is left to apply. Applied migrations must be the ones we know, byte for byte. Newer ones that we do not know are left alone:
 * the schema only goes forward, so a deployment that is rolled back finds them.
 */
function pendingMigrations(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  for (const [index, known] of migrations.slice(0, applied.length).entries()) {
    const found = applied[index];
    if (found?.version === known.version && found.name === known.name && found.checksum === known.checksum) continue;
    throw new MigrationError(
      `migration '${known.name}' differs from what was applied; restore its file and put the change into a new one`,
    );
  }
  return migrations.slice(applied.length);
}

/** A credential that works is left alone: a rotation may be under way. */
async function makePasswordUser(
  { secrets, users }: MigrateLedgerPorts,
  admin: DatabaseCredential,
  secretArn: string,
): Promise<void> {
  const credential = await secrets.read(secretArn);
  if (credential.user === admin.user) {
    throw new ConfigurationError(`secret '${secretArn}' must name a user of its own, got the administrator`);
  }
  const works = await users.acceptsLogin(credential);
  await users.makeApplicationUser(admin, credential.user, works ? undefined : credential.password);
}
