import type { RotatingSecrets, SecretStage } from '../../../handlers/ports/database-secrets';
import type { DatabaseCredential } from '../../../handlers/ports/database-users';

interface Version {
  value?: DatabaseCredential;
  stages: SecretStage[];
}

/** One secret with its versions, as Secrets Manager keeps them. */
export class MemoryRotatingSecret implements RotatingSecrets {
  readonly versions = new Map<string, Version>();
  rotationEnabled = true;

  constructor(current: DatabaseCredential) {
    this.versions.set('first', { value: current, stages: ['AWSCURRENT'] });
  }

  /** What `RotateSecret` does before it calls the function. */
  announce(versionId: string): void {
    for (const version of this.versions.values()) version.stages = version.stages.filter((one) => one !== 'AWSPENDING');
    this.versions.set(versionId, { stages: ['AWSPENDING'] });
  }

  async describe() {
    const stages = [...this.versions].map(([id, version]) => [id, version.stages] as const);
    return { rotationEnabled: this.rotationEnabled, stages: Object.fromEntries(stages) };
  }

  async read(): Promise<DatabaseCredential> {
    const current = await this.find('secret', 'AWSCURRENT');
    if (!current) throw new Error('no current version');
    return current;
  }

  async find(_secretArn: string, stage: SecretStage, versionId?: string): Promise<DatabaseCredential | undefined> {
    return [...this.versions].find(
      ([id, { stages }]) => stages.includes(stage) && (versionId === undefined || id === versionId),
    )?.[1].value;
  }

  async writePending(_secretArn: string, versionId: string, change: Pick<DatabaseCredential, 'user' | 'password'>) {
    this.versions.set(versionId, { value: { ...(await this.read()), ...change }, stages: ['AWSPENDING'] });
  }

  async makeCurrent(_secretArn: string, versionId: string, formerVersionId: string | undefined): Promise<void> {
    for (const version of this.versions.values())
      version.stages = version.stages.filter((one) => one !== 'AWSPREVIOUS');
    const former = this.versions.get(formerVersionId ?? '');
    if (former) former.stages = ['AWSPREVIOUS'];
    const version = this.versions.get(versionId);
    if (version) version.stages = ['AWSCURRENT'];
  }
}
