import {
  DeleteParameterCommand,
  ParameterAlreadyExists,
  ParameterNotFound,
  PutParameterCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import type { SecureParameter, SecureParameters } from '../ports/secure-parameters';
import { ConfigurationError } from '../runtime/errors';

export class SsmSecureParameters implements SecureParameters {
  constructor(private readonly client: SSMClient) {}

  async put({ name, keyId, value, replace }: SecureParameter): Promise<void> {
    try {
      await this.client.send(
        new PutParameterCommand({ Name: name, Value: value, KeyId: keyId, Type: 'SecureString', Overwrite: replace }),
      );
    } catch (error) {
      if (!(error instanceof ParameterAlreadyExists)) throw error;
      throw new ConfigurationError(`parameter '${name}' is there already: delete it, or choose another name`);
    }
  }

  async remove(name: string): Promise<void> {
    try {
      await this.client.send(new DeleteParameterCommand({ Name: name }));
    } catch (error) {
      if (!(error instanceof ParameterNotFound)) throw error;
    }
  }
}
