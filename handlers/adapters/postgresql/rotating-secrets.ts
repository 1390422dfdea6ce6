import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import * as v from 'valibot';
import type { RotatingSecrets, SecretDescription, SecretStage } from '../../ports/database-secrets';
import type { DatabaseCredential } from '../../ports/database-users';
import { ConfigurationError } from '../../runtime/errors';
import { parseDatabaseSecret, SecretsManagerDatabaseSecrets } from './database-secret';

const jsonObject = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()));

export class SecretsManagerRotatingSecrets extends SecretsManagerDatabaseSecrets implements RotatingSecrets {
  constructor(private readonly secretsManager: SecretsManagerClient) {
    super(secretsManager);
  }

  async describe(secretArn: string): Promise<SecretDescription> {
    const described = await this.secretsManager.send(new DescribeSecretCommand({ SecretId: secretArn }));
    return { rotationEnabled: described.RotationEnabled ?? false, stages: described.VersionIdsToStages ?? {} };
  }

  async find(secretArn: string, stage: SecretStage, versionId?: string): Promise<DatabaseCredential | undefined> {
    const text = await this.textOf(secretArn, stage, versionId);
    return text === undefined ? undefined : parseDatabaseSecret(secretArn, text);
  }

  async writePending(
    secretArn: string,
    versionId: string,
    { user, password }: Pick<DatabaseCredential, 'user' | 'password'>,
  ): Promise<void> {
    const current = v.safeParse(jsonObject, await this.textOf(secretArn, 'AWSCURRENT'));
    // a parser's own error would quote the secret
    if (!current.success) throw new ConfigurationError(`secret '${secretArn}' must be a JSON object`);
    await this.secretsManager.send(
      new PutSecretValueCommand({
        SecretId: secretArn,
        ClientRequestToken: versionId,
        SecretString: JSON.stringify({ ...current.output, username: user, password }),
        VersionStages: ['AWSPENDING'],
      }),
    );
  }

  async makeCurrent(secretArn: string, versionId: string, formerVersionId: string | undefined): Promise<void> {
    await this.secretsManager.send(
      new UpdateSecretVersionStageCommand({
        SecretId: secretArn,
        VersionStage: 'AWSCURRENT',
        MoveToVersionId: versionId,
        RemoveFromVersionId: formerVersionId,
      }),
    );
  }

  private async textOf(secretArn: string, stage: SecretStage, versionId?: string): Promise<string | undefined> {
    try {
      const { SecretString } = await this.secretsManager.send(
        new GetSecretValueCommand({ SecretId: secretArn, VersionStage: stage, VersionId: versionId }),
      );
      return SecretString;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }
}
