import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { physicalName, purposeOf } from '../../private/names';
import { EXCLUDED_CHARACTERS, PASSWORD_LENGTH } from '../../private/passwords';

export interface CredentialOptions {
  /** What the user does, in the secret's name: `admin`. */
  readonly role: string;
  readonly username: string;
  readonly databaseName: string;
  readonly encryptionKey: kms.IKey;
  readonly removalPolicy: RemovalPolicy;
}

/** Secret of a database user with a generated password; attaching it to the cluster adds engine, host and port. */
export function createCredential(scope: Construct, id: string, options: CredentialOptions): secretsmanager.Secret {
  const { username, databaseName } = options;
  return new secretsmanager.Secret(scope, id, {
    secretName: physicalName(scope, { type: 'secret', maxLength: 500, purpose: purposeOf(scope, options.role) }),
    description: `User ${username} of database ${databaseName}, ${scope.node.path}`,
    encryptionKey: options.encryptionKey,
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ username, dbname: databaseName, ssl: true }),
      generateStringKey: 'password',
      passwordLength: PASSWORD_LENGTH,
      excludeCharacters: EXCLUDED_CHARACTERS,
    },
    removalPolicy: options.removalPolicy,
  });
}
