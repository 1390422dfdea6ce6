import type { DatabaseCredential } from './database-users';

/** Secrets of the shape that Secrets Manager gives to secrets attached to a database. */
export interface DatabaseSecrets {
  /** The credential in force. */
  read(secretArn: string): Promise<DatabaseCredential>;
}

export type SecretStage = 'AWSCURRENT' | 'AWSPENDING' | 'AWSPREVIOUS';

export interface SecretDescription {
  readonly rotationEnabled: boolean;
  /** Stages of each version. */
  readonly stages: Readonly<Record<string, readonly string[]>>;
}

/** What rotation does with the versions of a secret. */
export interface RotatingSecrets extends DatabaseSecrets {
  describe(secretArn: string): Promise<SecretDescription>;
  /** The credential of a stage, of this version if one is named; `undefined` when there is none. */
  find(secretArn: string, stage: SecretStage, versionId?: string): Promise<DatabaseCredential | undefined>;
  /** Keeps the current secret with another user and password as the pending version. */
  writePending(
    secretArn: string,
    versionId: string,
    change: Pick<DatabaseCredential, 'user' | 'password'>,
  ): Promise<void>;
  makeCurrent(secretArn: string, versionId: string, formerVersionId: string | undefined): Promise<void>;
}
