import { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { grantWildcard } from './wildcard';

/**
 * What Lambda needs of a function's role to put the function into a VPC, narrower than the policy AWS offers for it.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 */
export function grantVpcAccess(role: iam.IRole): void {
  const stack = Stack.of(role);
  const ofThisAccount = stack.formatArn({ service: 'ec2', resource: '*', resourceName: '*' });
  grantWildcard(
    role,
    [
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:AssignPrivateIpAddresses',
      'ec2:UnassignPrivateIpAddresses',
    ],
    ofThisAccount,
    'Lambda makes and removes the network interfaces and gives them their ids; this is the form its documentation asks for',
  );
  grantWildcard(
    role,
    ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'],
    '*',
    'EC2 has no resource level for describing network interfaces and subnets',
  );
}
