import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AwsSolutionsChecks } from 'cdk-nag';
import { createRole } from '../../src/private/role';
import { grantWildcard } from '../../src/private/wildcard';
import { surroundings } from '../compliance/surroundings';

const assumedBy = new iam.ServicePrincipal('lambda.amazonaws.com');
const wildcards = (stack: Stack) =>
  new AwsSolutionsChecks()
    .validateScope(stack.node.root)
    .violations.map(({ ruleName }) => ruleName)
    .filter((rule) => rule.includes('IAM5'));

test.each(surroundings)('exactly the granted pattern is excused in $name', ({ stack }) => {
  const scope = stack();
  const role = createRole(scope, 'Role', { assumedBy, description: 'Reads' });
  const parameters = scope.formatArn({ service: 'ssm', resource: 'parameter', resourceName: 'shop/*' });
  grantWildcard(role, ['ssm:GetParameter'], parameters, 'The path is its own');
  expect(wildcards(scope)).toEqual([]);
  role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['ssm:GetParameter'], resources: ['*'] }));
  expect(wildcards(scope)).toHaveLength(1);
});

test('a principal whose policies are not ours is granted and left alone', () => {
  const stack = new Stack();
  const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/reader', { mutable: false });
  expect(() => grantWildcard(role, ['ssm:GetParameter'], '*', 'Its own')).not.toThrow();
});
