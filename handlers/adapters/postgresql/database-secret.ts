import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as v from 'valibot';
import { LedgerDatabase as names } from '../../../src/contract/database';
import type { DatabaseSecrets } from '../../ports/database-secrets';
import type { DatabaseCredential } from '../../ports/database-users';
import { ConfigurationError } from '../../runtime/errors';

/** The shape that Secrets Manager gives to secrets attached to a database; user names are those that need no quotes. */
const secretSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({
    host: v.pipe(v.string(), v.nonEmpty()),
    port: v.optional(v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.integer()), names.PORT),
    dbname: v.optional(v.pipe(v.string(), v.nonEmpty()), names.NAME),
    username: v.pipe(v.string(), v.regex(/^[a-z_][a-z0-9_]{0,62}$/)),
    password: v.pipe(v.string(), v.nonEmpty()),
  }),
);

/** The credential in a secret's text. Errors never say what the secret holds, only that it has the wrong shape. */
export function parseDatabaseSecret(secretArn: string, text: string | undefined): DatabaseCredential {
  const parsed = v.safeParse(secretSchema, text);
  if (!parsed.success) {
    throw new ConfigurationError(
      `secret '${secretArn}' must be a JSON object with 'host', 'username' and 'password': attach it to the database`,
    );
  }
  const { host, port, dbname, username, password } = parsed.output;
  return { host, port, database: dbname, user: username, password };
}

export class SecretsManagerDatabaseSecrets implements DatabaseSecrets {
  constructor(private readonly client: SecretsManagerClient) {}

  async read(secretArn: string): Promise<DatabaseCredential> {
    const { SecretString } = await this.client.send(new GetSecretValueCommand({ SecretId: secretArn }));
    return parseDatabaseSecret(secretArn, SecretString);
  }
}
