import { join } from 'node:path';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import * as v from 'valibot';
import { MigrateLedgerProperty } from '../../src/contract/database';
import { MigrateLedgerEnvironment } from '../../src/contract/environment';
import { SecretsManagerDatabaseSecrets } from '../adapters/postgresql/database-secret';
import { PostgresqlDatabaseUsers } from '../adapters/postgresql/postgresql-database-users';
import { PostgresqlLedgerSchema } from '../adapters/postgresql/postgresql-ledger-schema';
import { trustedCertificates } from '../adapters/postgresql/trusted-certificates';
import { readMigrations } from '../adapters/read-migrations';
import { secretsManagerClient } from '../runtime/aws-clients/secrets-manager';
import { customResource } from '../runtime/custom-resource';
import { requireEnvironment } from '../runtime/environment';
import { ConfigurationError } from '../runtime/errors';
import { logger } from '../runtime/logger';
import { migrateLedger } from './migrate-ledger';

const PHYSICAL_RESOURCE_ID = 'ledger-schema';
const properties = v.object({
  [MigrateLedgerProperty.APPLICATION_SECRET_ARNS]: v.optional(v.array(v.string()), []),
  [MigrateLedgerProperty.IAM_USERS]: v.optional(v.array(v.pipe(v.string(), v.regex(/^[a-z_][a-z0-9_]{0,62}$/))), []),
});

const adminSecretArn = requireEnvironment(MigrateLedgerEnvironment.DATABASE_ADMIN_SECRET_ARN);
const authorities = trustedCertificates(__dirname);
const migrations = readMigrations(join(__dirname, 'migrations'));
const ports = {
  schemaOf: (admin: ConstructorParameters<typeof PostgresqlLedgerSchema>[0]) =>
    new PostgresqlLedgerSchema(admin, authorities),
  users: new PostgresqlDatabaseUsers(authorities, 'migrate-ledger'),
  secrets: new SecretsManagerDatabaseSecrets(secretsManagerClient()),
  logger,
};

/** Deleting the resource leaves the data alone. */
async function run(event: CloudFormationCustomResourceEvent) {
  if (event.RequestType !== 'Delete') {
    const parsed = v.safeParse(properties, event.ResourceProperties);
    if (!parsed.success) throw new ConfigurationError("'applicationSecretArns' and 'iamUsers' must be lists of names");
    await migrateLedger(ports, migrations, { adminSecretArn, ...parsed.output });
  }
  return { physicalResourceId: PHYSICAL_RESOURCE_ID };
}

export const handler = customResource(run);
