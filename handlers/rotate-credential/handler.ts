import type { SecretsManagerRotationEvent } from 'aws-lambda';
import { RotateCredentialEnvironment } from '../../src/contract/environment';
import { PostgresqlDatabaseUsers } from '../adapters/postgresql/postgresql-database-users';
import { SecretsManagerRotatingSecrets } from '../adapters/postgresql/rotating-secrets';
import { trustedCertificates } from '../adapters/postgresql/trusted-certificates';
import { secretsManagerClient } from '../runtime/aws-clients/secrets-manager';
import { optionalEnvironment } from '../runtime/environment';
import { PaymentError, RotationError } from '../runtime/errors';
import { logger } from '../runtime/logger';
import { generatePassword } from './generate-password';
import { rotateCredential } from './rotate-credential';
import { alternatingUsers, singleUser } from './rotation-strategy';

const secrets = new SecretsManagerRotatingSecrets(secretsManagerClient());
const adminSecretArn = optionalEnvironment(RotateCredentialEnvironment.DATABASE_ADMIN_SECRET_ARN);
const excluded = optionalEnvironment(RotateCredentialEnvironment.EXCLUDED_CHARACTERS);
const ports = {
  secrets,
  users: new PostgresqlDatabaseUsers(trustedCertificates(__dirname), 'rotate-credential'),
  strategy: adminSecretArn === undefined ? singleUser : alternatingUsers(() => secrets.read(adminSecretArn)),
  newPassword: () => generatePassword(excluded),
  logger,
};

export async function handler(event: SecretsManagerRotationEvent): Promise<void> {
  const { SecretId: secretArn, ClientRequestToken: versionId, Step: step } = event;
  try {
    await rotateCredential(ports, { secretArn, versionId, step });
  } catch (error) {
    logger.error('rotation failed', error, { secretArn, secretStep: step });
    // the runtime prints what is thrown: foreign errors might quote what they were given
    throw error instanceof PaymentError ? error : new RotationError(`step '${step}' failed; see the log`);
  }
}
