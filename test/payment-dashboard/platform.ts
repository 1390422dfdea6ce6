import { App, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { PaymentEnvironment } from '../../src/environment';
import {
  ConnectionLimit,
  PaymentAlarms,
  type PaymentAlarmsProps,
  PaymentDashboard,
  type PaymentDashboardProps,
} from '../../src/payment-dashboard';
import { PaymentWebAcl } from '../../src/payment-web-acl';

export const ACCOUNT = '111122223333';
export const connectionLimit = ConnectionLimit.serverlessV2({ minimumAcu: 1, maximumAcu: 16 });

/** Adds one part to alarms or a dashboard. */
export type Adding = (alarms: PaymentAlarms, stack: Stack) => void;

function service(stack: Stack): ecs.FargateService {
  const vpc = new ec2.Vpc(stack, 'Vpc', { restrictDefaultSecurityGroup: false });
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('Server', { image: ecs.ContainerImage.fromRegistry('payments') });
  return new ecs.FargateService(stack, 'Server', {
    cluster: new ecs.Cluster(stack, 'Cluster', { vpc }),
    taskDefinition,
  });
}

/** One of every kind of thing that can be watched. */
export const everything: { [part: string]: Adding } = {
  payments: (alarms) => alarms.addPayments({ thresholds: { leastPayments: 1 } }),
  steps: (alarms) => alarms.addSteps(),
  reconciliation: (alarms) => alarms.addReconciliation(),
  settlement: (alarms) => alarms.addSettlement(),
  auditTrail: (alarms) => alarms.addAuditTrail(),
  api: (alarms, stack) => {
    const api = new apigateway.RestApi(stack, 'Api', { cloudWatchRole: false });
    api.root.addMethod('GET');
    alarms.addApi(api.deploymentStage);
  },
  httpApi: (alarms, stack) => {
    const api = new apigatewayv2.HttpApi(stack, 'HttpApi', { createDefaultStage: false });
    alarms.addHttpApi(api.addStage('Live', { stageName: 'production', autoDeploy: true }));
  },
  webAcl: (alarms, stack) => {
    const { webAcl, logGroup } = new PaymentWebAcl(stack, 'Firewall');
    alarms.addWebAcl(webAcl, { logGroup });
  },
  function: (alarms, stack) => {
    const functionArn = stack.formatArn({ service: 'lambda', resource: 'function:validate' });
    const fn = lambda.Function.fromFunctionAttributes(stack, 'ValidatePayment', { functionArn, sameEnvironment: true });
    const logGroup = logs.LogGroup.fromLogGroupName(stack, 'Log', '/aws/lambda/validate');
    alarms.addFunction(fn, { serviceName: 'validate-payment', timeout: Duration.seconds(10), logGroup });
  },
  queue: (alarms, stack) => {
    const deadLetterQueue = new sqs.Queue(stack, 'Dead');
    alarms.addQueue(new sqs.Queue(stack, 'Instructions'), { deadLetterQueue });
  },
  cluster: (alarms, stack) => {
    const clusterIdentifier = 'ledger';
    const cluster = rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Ledger', { clusterIdentifier });
    alarms.addDatabase(cluster, { connectionLimit });
  },
  instance: (alarms, stack) => {
    const instance = rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, 'Instance', {
      instanceIdentifier: 'migrated',
      instanceEndpointAddress: 'migrated.example.com',
      port: 5432,
      securityGroups: [],
    });
    alarms.addDatabaseInstance(instance, { connectionLimit: ConnectionLimit.of(100), label: 'Migrated' });
  },
  table: (alarms, stack) => {
    const table = dynamodb.Table.fromTableName(stack, 'Sessions', 'sessions');
    alarms.addTable(table, { indexNames: ['user-index'] });
  },
  bucket: (alarms, stack) => alarms.addBucket(s3.Bucket.fromBucketName(stack, 'Archive', 'archive')),
  replication: (alarms, stack) => {
    const destination = s3.Bucket.fromBucketName(stack, 'Replica', 'replica');
    alarms.addReplication(s3.Bucket.fromBucketName(stack, 'Audit', 'audit'), { destination, ruleId: 'all' });
  },
  topic: (alarms, stack) => alarms.addTopic(new sns.Topic(stack, 'Events')),
  loadBalancer: (alarms, stack) => {
    alarms.addLoadBalancer(importedLoadBalancer(stack), { targetGroups: [importedTargetGroup(stack, 'blue')] });
  },
  service: (alarms, stack) => alarms.addService(service(stack)),
  network: (alarms, stack) => {
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Network', {
      vpcId: 'vpc-1',
      vpcCidrBlock: '10.0.0.0/16',
      availabilityZones: ['us-east-1a'],
      privateSubnetIds: ['subnet-1'],
    });
    const service = ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER;
    const endpoint = new ec2.InterfaceVpcEndpoint(stack, 'Secrets', { vpc, service });
    const flowLogGroup = logs.LogGroup.fromLogGroupName(stack, 'FlowLog', '/vpc/flow');
    alarms.addNetwork(vpc, { natGatewayIds: ['nat-1', 'nat-2'], interfaceEndpoints: [endpoint], flowLogGroup });
  },
  key: (alarms, stack) => {
    const keyArn = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
    alarms.addKey(kms.Key.fromKeyArn(stack, 'CardFingerprint', keyArn));
  },
};

/** Topics that exist already, so that templates hold little else than what is tested. */
export function topics(stack: Stack) {
  const topic = (name: string) =>
    sns.Topic.fromTopicArn(stack, name, stack.formatArn({ service: 'sns', resource: name }));
  return { failedTransactions: topic('failed-transactions'), systemErrors: topic('system-errors') };
}

export function platform(env: StackProps['env'] = { account: ACCOUNT, region: 'us-east-1' }): Stack {
  const stack = new Stack(new App(), 'Platform', { env });
  PaymentEnvironment.define(stack, { environmentSuffix: 'pr42' });
  return stack;
}

/** A dashboard of the parts, added in this order. */
export function watched(parts: string[] = Object.keys(everything), props: Partial<PaymentDashboardProps> = {}) {
  const stack = platform();
  const dashboard = new PaymentDashboard(stack, 'Dashboard', { ...topics(stack), ...props });
  for (const part of parts) everything[part](dashboard, stack);
  return { stack, dashboard, template: Template.fromStack(stack) };
}

/** Alarms without a page, of what is added. */
export function alarmsWith(add: Adding, props: Partial<PaymentAlarmsProps> = {}) {
  const stack = platform();
  const alarms = new PaymentAlarms(stack, 'Alarms', { ...topics(stack), ...props });
  add(alarms, stack);
  return { alarms, stack, template: Template.fromStack(stack) };
}

export function importedFunction(stack: Stack, id: string) {
  const functionArn = stack.formatArn({ service: 'lambda', resource: `function:${id}` });
  return lambda.Function.fromFunctionAttributes(stack, id, { functionArn, sameEnvironment: true });
}

export function importedLoadBalancer(stack: Stack) {
  return elbv2.ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'Balancer', {
    loadBalancerArn: `arn:aws:elasticloadbalancing:us-east-1:${ACCOUNT}:loadbalancer/app/payments/50dc6c495c0c9188`,
    securityGroupId: 'sg-1',
  });
}

export function importedTargetGroup(stack: Stack, name: string) {
  const targetGroupArn = `arn:aws:elasticloadbalancing:us-east-1:${ACCOUNT}:targetgroup/${name}/73e2d6bc24d8a067`;
  return elbv2.ApplicationTargetGroup.fromTargetGroupAttributes(stack, name, { targetGroupArn });
}

export function importedQueue(stack: Stack, id: string) {
  return sqs.Queue.fromQueueArn(stack, id, stack.formatArn({ service: 'sqs', resource: id }));
}
