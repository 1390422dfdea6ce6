import { ArnFormat, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { createLogGroup } from '../../private/logs';
import { createRole } from '../../private/role';
import { networkName, networkPurpose } from './name-tags';

export interface FlowLogSettings {
  readonly retention?: logs.RetentionDays;
  readonly encryptionKey?: kms.IKey;
  readonly removalPolicy?: RemovalPolicy;
}

/** Every connection of the VPC, accepted and rejected, minute by minute. */
export function createFlowLogs(network: Construct, vpc: ec2.IVpc, settings: FlowLogSettings): logs.LogGroup {
  const purpose = networkPurpose(network, 'vpc-flow');
  const logGroup = createLogGroup(network, 'FlowLogGroup', {
    ...settings,
    retention: settings.retention ?? logs.RetentionDays.ONE_YEAR,
    purpose,
  });
  const role = createRole(network, 'FlowLogRole', {
    assumedBy: flowLogService(network),
    description: 'Writes the flow logs of the VPC',
    purpose,
  });
  new ec2.FlowLog(network, 'FlowLog', {
    resourceType: ec2.FlowLogResourceType.fromVpc(vpc),
    destination: ec2.FlowLogDestination.toCloudWatchLogs(logGroup, role),
    trafficType: ec2.FlowLogTrafficType.ALL,
    maxAggregationInterval: ec2.FlowLogMaxAggregationInterval.ONE_MINUTE,
    flowLogName: networkName(network, 'flow-log', ''),
  });
  return logGroup;
}

/**
 * The service may take the role for flow logs of this account and region only.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
function flowLogService(scope: Construct): iam.IPrincipal {
  const stack = Stack.of(scope);
  const arn = stack.formatArn({
    service: 'ec2',
    resource: 'vpc-flow-log',
    resourceName: '*',
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  return new iam.ServicePrincipal('vpc-flow-logs.amazonaws.com', {
    conditions: { StringEquals: { 'aws:SourceAccount': stack.account }, ArnLike: { 'aws:SourceArn': arn } },
  });
}
