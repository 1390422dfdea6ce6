import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { createRole } from '../private/role';
import { grantWildcard } from '../private/wildcard';

/**
 * The role by which API Gateway writes logs, for all APIs of an account and region. Without one, no stage that logs can be made.
 *
 * There is one per account and region: make it once, in a stack that outlives the APIs, not beside each of them.
 * The last one made wins, and deleting its stack takes the role away from all.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export class ApiGatewayAccount extends Construct {
  /** Role of API Gateway. */
  public readonly role: iam.IRole;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = createRole(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('apigateway.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      description: 'Lets API Gateway write the logs of all APIs of this account and region',
    });
    grantWildcard(
      role,
      [
        'logs:CreateLogGroup',
        'logs:CreateLogStream',
        'logs:DescribeLogGroups',
        'logs:DescribeLogStreams',
        'logs:PutLogEvents',
        'logs:GetLogEvents',
        'logs:FilterLogEvents',
      ],
      Stack.of(this).formatArn({ service: 'logs', resource: '*' }),
      'It serves every API of the account and region, whose log groups it cannot know',
    );
    const account = new apigateway.CfnAccount(this, 'Resource', { cloudWatchRoleArn: role.roleArn });
    account.node.addDependency(role); // API Gateway checks at once what the role may do
    this.role = role;
  }
}
