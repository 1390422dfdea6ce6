import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { NetworkMonitoringOptions } from '../monitored-parts';
import { hourly, logCosts, sumOf } from './costs';
import { labelOf } from './labels';
import type { CostLines, Lines, MonitoredPart } from './monitored-part';
import { mathId } from './rate';
import type { SettledThresholds } from './settled-thresholds';

/** The way out of a VPC: whether NAT gateways pass everything on, and what they and the endpoints carry. */
export function networkPart(
  vpc: ec2.IVpc,
  { flowLogGroup, interfaceEndpoints = [], natGatewayIds = [] }: NetworkMonitoringOptions,
  label: string,
  thresholds: SettledThresholds,
): MonitoredPart {
  return {
    section: 'Network',
    label,
    lines: natLines(vpc, label, natGatewayIds, thresholds),
    alarms: [],
    costs: [
      ...natCosts(vpc, label, natGatewayIds),
      ...endpointCosts(vpc, label, interfaceEndpoints),
      ...logCosts(`${label} flow logs`, flowLogGroup),
    ],
  };
}

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html */
function natLines(vpc: ec2.IVpc, label: string, natGatewayIds: string[], { period }: SettledThresholds): Lines[] {
  const ofAll = (metricName: string, what: string) =>
    natGatewayIds.map((NatGatewayId, index) =>
      new cloudwatch.Metric({
        namespace: 'AWS/NATGateway',
        metricName,
        dimensionsMap: { NatGatewayId },
        statistic: cloudwatch.Stats.SUM,
        period,
        label: `${label} NAT ${index + 1}${what}`,
      }).attachTo(vpc),
    );
  if (natGatewayIds.length === 0) return [];
  return [
    { chart: 'Connections opened through NAT', unit: 'connections', metrics: ofAll('ConnectionAttemptCount', '') },
    {
      chart: 'NAT gateway errors',
      unit: 'errors',
      metrics: [...ofAll('ErrorPortAllocation', ' out of ports'), ...ofAll('PacketsDropCount', ' packets dropped')],
    },
  ];
}

/** What went in, from either side, is what is paid for. */
function natCosts(vpc: ec2.IVpc, label: string, natGatewayIds: string[]): CostLines[] {
  const bytes = (metricName: string, what: string) =>
    sumOf(
      mathId(`nat${what}`, label),
      `${label} ${what}`,
      natGatewayIds.map((NatGatewayId) => hourly(vpc, 'AWS/NATGateway', { NatGatewayId })(metricName)),
    );
  if (natGatewayIds.length === 0) return [];
  return [
    {
      chart: 'Data through NAT gateways',
      unit: 'bytes',
      stacked: true,
      metrics: [bytes('BytesInFromSource', 'out'), bytes('BytesInFromDestination', 'in')],
    },
  ];
}

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html */
function endpointCosts(vpc: ec2.IVpc, label: string, endpoints: ec2.IInterfaceVpcEndpoint[]): CostLines[] {
  const metrics = endpoints.map((endpoint) => {
    const dimensions = {
      'Endpoint Type': 'Interface',
      'Service Name': serviceNameOf(endpoint),
      'VPC Endpoint Id': endpoint.vpcEndpointId,
      'VPC Id': vpc.vpcId,
    };
    return hourly(endpoint, 'AWS/PrivateLinkEndpoints', dimensions)('BytesProcessed', `${label} ${labelOf(endpoint)}`);
  });
  if (metrics.length === 0) return [];
  return [{ chart: 'Data through interface endpoints', unit: 'bytes', stacked: true, metrics }];
}

/** `com.amazonaws.us-east-1.secretsmanager` */
function serviceNameOf({ node }: ec2.IInterfaceVpcEndpoint): string {
  const { defaultChild } = node;
  if (defaultChild instanceof ec2.CfnVPCEndpoint && defaultChild.serviceName !== undefined)
    return defaultChild.serviceName;
  throw new Error(
    `'interfaceEndpoints' must be made by this app, got ${node.path}: its metrics are told apart by the name of its service`,
  );
}
