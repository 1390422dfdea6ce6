import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** A stack with a network to put functions into. */
export function networked(): { stack: Stack; vpc: ec2.Vpc } {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'us-east-1' } });
  const vpc = new ec2.Vpc(stack, 'Vpc', { availabilityZones: ['us-east-1a'], restrictDefaultSecurityGroup: false });
  return { stack, vpc };
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

/** Statements of the one policy that belongs to the construct of this id. */
export function statementsOf(stack: Stack, id: string): Statement[] {
  const policies = Template.fromStack(stack).findResources('AWS::IAM::ManagedPolicy');
  return Object.entries(policies)
    .filter(([logicalId]) => logicalId.startsWith(`${id}RolePolicy`))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
}

export const actionsOf = (statements: Statement[]): string[] => statements.flatMap(({ Action }) => Action).sort();
