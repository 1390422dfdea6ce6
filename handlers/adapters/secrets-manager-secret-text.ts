import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as v from 'valibot';
import type { SecretText } from '../ports/secret-text';
import { ConfigurationError } from '../runtime/errors';

const filled = v.pipe(v.string(), v.nonEmpty());

/** Errors name the secret and the field, never what is in them. */
export class SecretsManagerSecretText implements SecretText {
  constructor(private readonly client: SecretsManagerClient) {}

  async read(secretArn: string, field?: string): Promise<string> {
    const { SecretString } = await this.client.send(new GetSecretValueCommand({ SecretId: secretArn }));
    if (field === undefined) {
      if (v.is(filled, SecretString)) return SecretString;
      throw new ConfigurationError(`secret '${secretArn}' must hold a text`);
    }
    const parsed = v.safeParse(v.pipe(filled, v.parseJson(), v.object({ [field]: filled })), SecretString);
    const value = parsed.success ? parsed.output[field] : undefined;
    if (value !== undefined) return value;
    throw new ConfigurationError(`secret '${secretArn}' must be a JSON object with a text field '${field}'`);
  }
}
