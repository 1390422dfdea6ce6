import { Duration, type Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { type AlarmThresholds, ConnectionLimit, PaymentAlarms, PaymentDashboard } from '../../src/payment-dashboard';
import type { WrongProp } from './wrong-prop';

function dashboard(stack: Stack, thresholds?: AlarmThresholds): PaymentDashboard {
  const topic = new sns.Topic(stack, 'Alerts');
  return new PaymentDashboard(stack, 'Dashboard', { failedTransactions: topic, systemErrors: topic, thresholds });
}

export const monitoring: WrongProp[] = [
  {
    prop: 'apiServerErrorRate',
    value: '120',
    remedy: '0 to 100 percent',
    build: (stack) => dashboard(stack, { apiServerErrorRate: 120 }),
  },
  {
    prop: 'period',
    value: '2 hours',
    remedy: '1 minute to 1 hour',
    build: (stack) => dashboard(stack, { period: Duration.hours(2) }),
  },
  {
    prop: 'label',
    value: 'Payments',
    remedy: "give one a 'label'",
    build: (stack) => {
      const page = dashboard(stack);
      for (const id of ['One', 'Two']) page.addQueue(new sqs.Queue(stack, id), { label: 'Payments' });
    },
  },
  {
    prop: 'onCall',
    value: 'eu-west-1',
    remedy: 'make PaymentAlerts in a stack of us-east-1',
    build: (stack) => {
      const topic = new sns.Topic(stack, 'Alerts');
      const onCall = sns.Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:eu-west-1:111122223333:on-call');
      new PaymentAlarms(stack, 'Alarms', { failedTransactions: topic, systemErrors: topic, onCall });
    },
  },
  {
    prop: 'targetGroups',
    value: 'none',
    remedy: 'name those to watch',
    build: (stack) => {
      const loadBalancer = elbv2.ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'Balancer', {
        loadBalancerArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/payments/1',
        securityGroupId: 'sg-1',
      });
      dashboard(stack).addLoadBalancer(loadBalancer, { targetGroups: [] });
    },
  },
  {
    prop: 'instanceType',
    value: 'z1d.large',
    remedy: 'use ConnectionLimit.of()',
    build: () => ConnectionLimit.provisioned(new ec2.InstanceType('z1d.large')),
  },
  {
    prop: 'maximumAcu',
    value: '300',
    remedy: '1 to 256 ACU',
    build: () => ConnectionLimit.serverlessV2({ minimumAcu: 0.5, maximumAcu: 300 }),
  },
  {
    prop: 'maxConnections',
    value: '5',
    remedy: '6 to 262143',
    build: () => ConnectionLimit.of(5),
  },
];
