import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { createRole } from '../../private/role';
import { grantWildcard } from '../../private/wildcard';

/**
 * Role by which RDS writes operating system metrics, instead of AWS's own policy for it, which reaches every group that begins with `RDS`.
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Monitoring.OS.Enabling.html
 */
export function createMonitoringRole(scope: Construct): iam.Role {
  const role = createRole(scope, 'MonitoringRole', {
    description: `Lets RDS write the operating system metrics of ${scope.node.path}`,
    assumedBy: new iam.ServicePrincipal('monitoring.rds.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  });
  const logGroup = Stack.of(scope).formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: 'RDSOSMetrics:*',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  const actions = [
    'CreateLogGroup',
    'PutRetentionPolicy',
    'CreateLogStream',
    'PutLogEvents',
    'DescribeLogStreams',
    'GetLogEvents',
  ];
  grantWildcard(
    role,
    actions.map((action) => `logs:${action}`),
    logGroup,
    'The one log group of the account that RDS writes to, with a stream an instance, named after an id it gets when it is made',
  );
  return role;
}
