import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge';

/** Grants actions on a resource that must be a pattern, and excuses exactly that pattern on the policy that has it. */
export function grantWildcard(grantee: iam.IGrantable, actions: string[], resource: string, reason: string): void {
  const statement = new iam.PolicyStatement({ actions, resources: [resource] });
  const { policyDependable } = grantee.grantPrincipal.addToPrincipalPolicy(statement);
  if (!Construct.isConstruct(policyDependable)) return;
  const finding = `AwsSolutions-IAM5[Resource::${printed(Stack.of(policyDependable).resolve(resource))}]`;
  acknowledge(policyDependable.node.defaultChild ?? policyDependable, { [finding]: reason });
}

/** A resolved ARN as cdk-nag prints it in the id of a finding: `arn:<AWS::Partition>:ec2:…`. */
function printed(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[name, argument]] = Object.entries(value as Record<string, unknown>);
  if (name === 'Ref') return `<${argument}>`;
  if (name === 'Fn::GetAtt') return `<${(argument as string[]).join('.')}>`;
  if (name !== 'Fn::Join') return JSON.stringify(value);
  const [separator, parts] = argument as [string, unknown[]];
  return parts.map(printed).join(separator);
}
