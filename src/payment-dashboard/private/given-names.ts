import { Token } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { CfnDBCluster } from 'aws-cdk-lib/aws-rds';
import type { IConstruct } from 'constructs';

/**
 * Name that a cluster or a stage was given, else the reference to it: a page of another region cannot hold a reference
 * without a custom resource that carries it over, and a name is all that a metric wants.
 */
export function givenName(resource: IConstruct, reference: string): string {
  const { defaultChild } = resource.node;
  if (defaultChild instanceof CfnDBCluster) return literal(defaultChild.dbClusterIdentifier) ?? reference;
  if (defaultChild instanceof CfnStage) return literal(defaultChild.stageName) ?? reference;
  return reference;
}

function literal(name: string | undefined): string | undefined {
  return Token.isUnresolved(name) ? undefined : name;
}
