import type { AwsAccess } from '../../aws-access';
import type { AssemblyStack } from '../assembly';
import { isRecord, type Resource, type Template } from '../template';
import { physicalIdsOf } from './physical-ids';

/** The emulator's only account. */
export const ACCOUNT = '000000000000';

/** A resource as the template has it, with what became of it. */
export interface DeployedResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A stack in the emulator, seen through the template the example wrote. */
export class DeployedStack {
  private constructor(
    readonly access: AwsAccess,
    private readonly template: Template,
    private readonly physicalIds: ReadonlyMap<string, string>,
  ) {}

  static async read(access: AwsAccess, { stackName, template }: AssemblyStack): Promise<DeployedStack> {
    return new DeployedStack(access, template, await physicalIdsOf(access, stackName));
  }

  /** Those of a type that exist. */
  resources(type: string): readonly DeployedResource[] {
    return Object.entries(this.template.Resources)
      .filter(([logicalId, resource]) => resource.Type === type && this.physicalIds.has(logicalId))
      .map(([logicalId, { Properties }]) => ({
        logicalId,
        type,
        physicalId: this.physicalIds.get(logicalId) ?? '',
        properties: Properties ?? {},
      }));
  }

  /** Properties of every resource of a type in the template, whether or not it exists here. */
  intended(type: string): readonly Readonly<Record<string, unknown>>[] {
    return Object.values(this.template.Resources)
      .filter((resource) => resource.Type === type)
      .map(({ Properties }) => Properties ?? {});
  }

  /** The value of a property; fails on what it cannot resolve. */
  resolve(value: unknown): string {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (isRecord(value)) {
      const { Ref: reference, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value;
      if (typeof reference === 'string') return this.reference(reference);
      if (Array.isArray(attribute) && attribute[1] === 'Arn') return this.arn(String(attribute[0]));
      if (Array.isArray(join)) return join[1].map((item: unknown) => this.resolve(item)).join(join[0]);
    }
    throw new Error(
      `a property that has to be restored has a value the local cloud cannot resolve: ${JSON.stringify(value)}`,
    );
  }

  private reference(name: string): string {
    const pseudo: Record<string, string> = {
      'AWS::AccountId': ACCOUNT,
      'AWS::Region': this.access.region,
      'AWS::Partition': 'aws',
    };
    return pseudo[name] ?? this.physicalId(name);
  }

  private physicalId(logicalId: string): string {
    const physicalId = this.physicalIds.get(logicalId);
    if (physicalId) return physicalId;
    throw new Error(`'${logicalId}' is not deployed`);
  }

  private arn(logicalId: string): string {
    const physicalId = this.physicalId(logicalId);
    const resource: Resource = this.template.Resources[logicalId];
    const local = (service: string, rest: string) => `arn:aws:${service}:${this.access.region}:${ACCOUNT}:${rest}`;
    switch (resource.Type) {
      case 'AWS::SQS::Queue':
        return local('sqs', new URL(physicalId).pathname.split('/').pop() ?? '');
      case 'AWS::Lambda::Function':
        return local('lambda', `function:${physicalId}`);
      case 'AWS::KMS::Key':
        return local('kms', `key/${physicalId}`);
      default:
        return physicalId;
    }
  }
}
