import { LedgerDatabase as names } from '../../../src/contract/database';
import { DatabaseEnvironment, FunctionEnvironment } from '../../../src/contract/environment';
import { secretsManagerClient } from '../../runtime/aws-clients/secrets-manager';
import { optionalEnvironment, requireEnvironment } from '../../runtime/environment';
import { logger } from '../../runtime/logger';
import { readEarly } from '../../runtime/read-early';
import type { DatabaseLogins } from './database-login';
import { SecretsManagerDatabaseSecrets } from './database-secret';
import { IamLogins } from './iam-logins';
import { LedgerDatabase } from './ledger-database';
import { SecretLogins } from './secret-logins';
import { trustedCertificates } from './trusted-certificates';

/** The ledger that the environment names. The login is read at once, no connection is made before the first call. `folder` holds the bundle. */
export function openLedgerDatabase(folder: string): LedgerDatabase {
  const database = new LedgerDatabase({
    logins: loginsFromEnvironment(),
    authorities: trustedCertificates(folder),
    logger,
    applicationName: optionalEnvironment(FunctionEnvironment.SERVICE_NAME) ?? 'payment-function',
  });
  readEarly(() => database.open());
  return database;
}

function loginsFromEnvironment(): DatabaseLogins {
  const port = optionalEnvironment(DatabaseEnvironment.DATABASE_PORT);
  const overrides = {
    host: optionalEnvironment(DatabaseEnvironment.DATABASE_HOST),
    port: port === undefined ? undefined : Number(port),
    database: optionalEnvironment(DatabaseEnvironment.DATABASE_NAME),
  };
  const user = optionalEnvironment(DatabaseEnvironment.DATABASE_IAM_USER);
  if (user === undefined) {
    const secretArn = requireEnvironment(DatabaseEnvironment.DATABASE_SECRET_ARN);
    return new SecretLogins(new SecretsManagerDatabaseSecrets(secretsManagerClient()), secretArn, overrides);
  }
  return new IamLogins({
    user,
    host: requireEnvironment(DatabaseEnvironment.DATABASE_HOST),
    port: overrides.port ?? names.PORT,
    database: overrides.database ?? names.NAME,
  });
}
