import { Names } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { PaymentEnvironment } from '../environment';
import { kebabCase } from '../environment/kebab-case';

/** Parts of a physical name, see `PhysicalNameOptions` of the environment. */
export interface NameOptions {
  readonly type: string;
  readonly maxLength: number;
  /** Kebab case of the construct's id where absent. */
  readonly purpose?: string;
  readonly resourceName?: string;
  readonly withAccountAndRegion?: boolean;
  readonly fifo?: boolean;
  readonly pattern?: 'lower';
}

/** Name by the environment's convention; undefined without an environment, so that CloudFormation names the resource. */
export function physicalName(construct: Construct, options: NameOptions): string | undefined {
  const { type, pattern, ...parts } = options;
  return PaymentEnvironment.of(construct)?.physicalName(construct, {
    ...parts,
    resourceType: type,
    lowerCase: pattern === 'lower',
  });
}

/** Like `physicalName`, with a beginning that the service demands; without an environment it is made from the construct's path. */
export function prefixedName(construct: Construct, prefix: string, options: NameOptions): string {
  const maxLength = options.maxLength - prefix.length;
  const name = physicalName(construct, { ...options, maxLength });
  return `${prefix}${name ?? Names.uniqueResourceName(construct, { maxLength, separator: '-' })}`;
}

/** Kebab case of a construct's id, as the environment puts it into names: `FlowLogs` becomes `flow-logs`. */
export function purposeOf(construct: Construct, ...parts: string[]): string {
  return [kebabCase(construct.node.id), ...parts].join('-');
}
