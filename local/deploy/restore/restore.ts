import type { Adaptation } from '../adapt';
import { apiGatewayRestores } from './api-gateway';
import type { DeployedResource, DeployedStack } from './deployed-stack';
import { dynamodbRestores } from './dynamodb';
import { lambdaRestores } from './lambda';
import { loadBalancingRestores } from './load-balancing';
import { s3Restores } from './s3';

/** A property that the emulator's CloudFormation drops without a word, and its own API takes. */
export interface Restore {
  readonly type: string;
  /** Name of the property in the template. */
  readonly property: string;
  readonly apply: (stack: DeployedStack, resource: DeployedResource, value: unknown) => Promise<void>;
}

const RESTORES: readonly Restore[] = [
  ...apiGatewayRestores,
  ...lambdaRestores,
  ...dynamodbRestores,
  ...s3Restores,
  ...loadBalancingRestores,
];

/** Puts back what a deployment dropped; doing it again changes nothing. */
export async function restore(stack: DeployedStack): Promise<readonly Adaptation[]> {
  const adaptations: Adaptation[] = [];
  for (const { type, property, apply } of RESTORES) {
    for (const resource of stack.resources(type)) {
      const value = resource.properties[property];
      if (value === undefined) continue;
      await apply(stack, resource, value);
      const { logicalId } = resource;
      adaptations.push({ logicalId, type, kind: 'restored', why: `${property} is dropped`, instead: 'set by API' });
    }
  }
  return adaptations;
}
