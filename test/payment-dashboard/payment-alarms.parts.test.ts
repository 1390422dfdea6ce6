/** What the other scenarios watch: HTTP APIs, firewalls, target groups, indexes, aliases. */
import { Duration } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { PaymentWebAcl } from '../../src/payment-web-acl';
import { TransactionTable } from '../../src/transaction-table';
import { stateAfter, valueIn } from './metric-math';
import { alarmOf, labelsOf, pageOf } from './page-of';
import {
  ACCOUNT,
  type Adding,
  alarmsWith,
  everything,
  importedLoadBalancer,
  importedTargetGroup,
  platform,
} from './platform';
import { alarmsOf, metricsOfAlarm, metricsOfWidgets } from './synthesized';

test('an HTTP API has the charts and alarms of a REST API, by its own metrics', () => {
  const { chart, template } = pageOf(everything.httpApi);
  expect([...alarmsOf(template).keys()]).toEqual(['api-server-error-rate', 'api-client-error-rate', 'api-latency']);
  expect(labelsOf(chart('Latency'))).toEqual(['HttpApi p50', 'HttpApi p99']);
  const read = metricsOfAlarm(alarmOf(template, 'api-server-error-rate'));
  expect(read.map(({ name }) => name).sort()).toEqual(['5xx', 'Count']);
});

describe('a firewall', () => {
  test('shows what it let through, blocked and counted, and which rule did it', () => {
    const { chart } = pageOf(everything.webAcl);
    expect(labelsOf(chart('Requests by outcome'))).toEqual([
      'Firewall allowed',
      'Firewall blocked',
      'Firewall counted',
    ]);
    expect(labelsOf(chart('Blocked by rule'))).toEqual([
      'Firewall RateLimit',
      'Firewall AWSManagedRulesAmazonIpReputationList',
      'Firewall AWSManagedRulesKnownBadInputsRuleSet',
      'Firewall AWSManagedRulesSQLiRuleSet',
      'Firewall AWSManagedRulesCommonRuleSet',
    ]);
  });

  test('reads the same metrics as its construct', () => {
    const stack = platform();
    const { dimensions } = new PaymentWebAcl(stack, 'Firewall').metricBlockedRequests();
    const [metric] = metricsOfWidgets([pageOf(everything.webAcl).chart('Requests by outcome')]);
    expect(metric.dimensions).toEqual(stack.resolve(dimensions));
  });

  test('fails where its metrics have no names that a template could hold', () => {
    const unnamed: Adding = (alarms, stack) =>
      alarms.addWebAcl(
        new wafv2.CfnWebACL(stack, 'Unnamed', {
          scope: 'REGIONAL',
          defaultAction: { allow: {} },
          visibilityConfig: {
            cloudWatchMetricsEnabled: true,
            metricName: stack.stackId,
            sampledRequestsEnabled: false,
          },
        }),
      );
    expect(() => pageOf(unnamed)).toThrow(
      "'webAcl' must name its metrics in 'visibilityConfig', its own and those of its rules, got Platform/Unnamed with tokens: write them out",
    );
  });
});

describe('a load balancer', () => {
  const withGroups =
    (...names: string[]): Adding =>
    (alarms, stack) =>
      alarms.addLoadBalancer(importedLoadBalancer(stack), {
        targetGroups: names.map((name) => importedTargetGroup(stack, name)),
      });

  test('with two target groups shows the whole, and one beside the other', () => {
    const { chart } = pageOf(withGroups('blue', 'green'));
    expect(labelsOf(chart('Error rate'))).toEqual([
      'Balancer 5XX (%)',
      'Balancer blue 5XX (%)',
      'Balancer green 5XX (%)',
    ]);
    expect(labelsOf(chart('Requests a target'))).toEqual(['Balancer blue', 'Balancer green']);
    const groups = metricsOfWidgets([chart('Response time')]).map(({ dimensions }) => dimensions.TargetGroup);
    expect(groups.filter((group) => group !== undefined)).toEqual([
      'targetgroup/blue/73e2d6bc24d8a067',
      'targetgroup/green/73e2d6bc24d8a067',
    ]);
  });

  test('with one shows the whole only', () => {
    expect(labelsOf(pageOf(withGroups('blue')).chart('Error rate'))).toEqual(['Balancer 5XX (%)']);
  });

  test('alarms once, whichever group has an unhealthy target', () => {
    const alarm = alarmOf(pageOf(withGroups('blue', 'green')).template, 'unhealthy-targets');
    expect(metricsOfAlarm(alarm)).toHaveLength(2);
    expect(stateAfter(alarm, Array(3).fill({ UnHealthyHostCount: 1 }))).toBe('ALARM');
    expect(stateAfter(alarm, Array(3).fill({ UnHealthyHostCount: 0 }))).toBe('OK');
  });

  test('fails without a target group', () => {
    expect(() => pageOf(withGroups())).toThrow("'targetGroups' must be at least one, got none: name those to watch");
  });
});

describe('a table', () => {
  test('with indexes alarms on what they refuse too, which the metrics of the table leave out', () => {
    const add: Adding = (alarms, stack) => {
      const key = (name: string) => ({ name, type: dynamodb.AttributeType.STRING });
      const transactions = new TransactionTable(stack, 'Transactions', {
        partitionKey: key('transactionId'),
        indexes: ['user-index', 'status-index'].map((indexName) => ({ indexName, partitionKey: key(indexName) })),
      });
      alarms.addTable(transactions.table, transactions);
    };
    const { chart, template } = pageOf(add);
    const read = metricsOfAlarm(alarmOf(template, 'table-throttles'));
    const indexes = read.map(({ name, dimensions }) => `${name} ${dimensions.GlobalSecondaryIndexName ?? ''}`);
    expect(indexes.sort()).toEqual([
      'ReadThrottleEvents ',
      'ReadThrottleEvents status-index',
      'ReadThrottleEvents user-index',
      'WriteThrottleEvents ',
      'WriteThrottleEvents status-index',
      'WriteThrottleEvents user-index',
    ]);
    expect(labelsOf(chart('Read capacity'))).toEqual([
      'Transactions',
      'Transactions user-index',
      'Transactions status-index',
    ]);
  });

  test('may refuse 10 requests (BG-MON-2)', () => {
    const { template } = alarmsWith(everything.table, { thresholds: { tableThrottles: 10 } });
    const alarm = alarmOf(template, 'table-throttles');
    // two metrics each of the table and of its index
    expect(valueIn(alarm, { ReadThrottleEvents: 3, WriteThrottleEvents: 2 })).toBe(10);
    expect(stateAfter(alarm, [{ ReadThrottleEvents: 3, WriteThrottleEvents: 2 }])).toBe('OK');
    expect(stateAfter(alarm, [{ ReadThrottleEvents: 3, WriteThrottleEvents: 3 }])).toBe('ALARM');
  });
});

test('an alias is watched by its own runs, against the time-out of its function', () => {
  const { chart, template } = pageOf((alarms, stack) => {
    const made = new lambda.Function(stack, 'Process', {
      code: lambda.Code.fromInline('exports.handler = async () => {}'),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_22_X,
      timeout: Duration.seconds(20),
    });
    alarms.addFunction(new lambda.Alias(stack, 'Blue', { aliasName: 'blue', version: made.currentVersion }));
  });
  const [duration] = metricsOfAlarm(alarmOf(template, 'function-duration'));
  expect(Object.keys(duration.dimensions).sort()).toEqual(['FunctionName', 'Resource']);
  expect(valueIn(alarmOf(template, 'function-duration'), { Duration: 5000 })).toBe(25);
  expect(metricsOfWidgets([chart('Concurrency')])).toMatchObject([{ name: 'ConcurrentExecutions' }]);
  expect(Object.keys(metricsOfWidgets([chart('Concurrency')])[0].dimensions)).toEqual(['FunctionName']);
});

test('of an alias from elsewhere it is the concurrency of its function too: AWS knows no other', () => {
  const { chart } = pageOf((alarms, stack) => {
    const version = lambda.Version.fromVersionArn(
      stack,
      'Version',
      `arn:aws:lambda:us-east-1:${ACCOUNT}:function:process:7`,
    );
    alarms.addFunction(lambda.Alias.fromAliasAttributes(stack, 'Live', { aliasName: 'live', aliasVersion: version }));
  });
  expect(metricsOfWidgets([chart('Concurrency')])[0].dimensions).toEqual({ FunctionName: 'process' });
});

test('payments are counted by the minute, whatever the period', () => {
  const { chart } = pageOf(everything.payments);
  const { properties } = chart('Payments by outcome');
  expect(properties.yAxis?.left.label).toBe('a minute');
  const [row] = properties.metrics ?? [];
  expect(row.at(-1)).toMatchObject({
    label: 'authorized',
    expression: '60 * authorized_Payments / PERIOD(authorized_Payments)',
  });
});
