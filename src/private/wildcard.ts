import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, type IConstruct } from 'constructs';
import { acknowledge } from './acknowledge';

/** Grants actions on a resource that must be a pattern, and excuses exactly that pattern on the policy that has it. */
export function grantWildcard(grantee: iam.IGrantable, actions: string[], resource: string, reason: string): iam.Grant {
  const grant = iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [resource] });
  for (const policy of policiesOf(grantee.grantPrincipal)) {
    const finding = `AwsSolutions-IAM5[Resource::${printed(Stack.of(policy).resolve(resource))}]`;
    acknowledge(policy, { [finding]: reason });
  }
  return grant;
}

function policiesOf(principal: iam.IPrincipal): IConstruct[] {
  if (!Construct.isConstruct(principal)) return [];
  const isPolicy = (child: IConstruct) => child instanceof iam.CfnManagedPolicy || child instanceof iam.CfnPolicy;
  return principal.node.findAll().filter(isPolicy);
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
