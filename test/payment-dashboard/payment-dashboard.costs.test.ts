/** What drives the bill: a section of its own, in the units of the bill, computed from what AWS measures. */
import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AuroraCapacity, PaymentAuroraCluster } from '../../src/payment-aurora-cluster';
import { PaymentDashboard } from '../../src/payment-dashboard';
import { PciVpc } from '../../src/pci-vpc';
import { evaluateExpression } from '../../tools/payment-dashboard/metric-math/evaluate-expression';
import { existingVpc } from '../compliance/network';
import { type Adding, connectionLimit, everything, platform, topics, watched } from './platform';
import { bodyOf, metricsOfWidgets, type Widget } from './synthesized';

const HOUR = 3600;

/** The widgets below the heading. */
function costsIn(widgets: Widget[]): Widget[] {
  const from = widgets.findIndex(({ properties }) => properties.markdown?.startsWith('## Costs'));
  const next = widgets.findIndex(({ properties }, index) => index > from && properties.markdown?.startsWith('## '));
  return from < 0 ? [] : widgets.slice(from + 1, next < 0 ? undefined : next);
}

function costsOf(add: Adding): Widget[] {
  const stack = platform();
  const dashboard = new PaymentDashboard(stack, 'Dashboard', topics(stack));
  add(dashboard, stack);
  return costsIn(bodyOf(Template.fromStack(stack)).widgets);
}

const unitsOf = (widgets: Widget[]) =>
  widgets.map(({ properties }) => [properties.title, properties.yAxis?.left.label]);

/** What the first expression of a chart gives, if each of its metrics has this value. */
function amountOf({ properties }: Widget, value: number, periodSeconds = HOUR): unknown {
  const options = (properties.metrics ?? []).map((row) => row.at(-1)).filter((each) => typeof each === 'object');
  const ids = options.flatMap(({ id, expression }) => (expression === undefined ? [String(id)] : []));
  const expression = String(options.find((each) => each.expression !== undefined)?.expression);
  return evaluateExpression(expression, { lineOf: () => value, metricIds: ids, periodSeconds });
}

test('each chart names what is paid for, and in which unit', () => {
  expect(unitsOf(costsIn(bodyOf(watched().template).widgets))).toEqual([
    ['Reads and writes of the cluster volume', 'requests'],
    ['Container processors', 'vCPU-hours'],
    ['Container memory', 'GB-hours'],
    ['Data through NAT gateways', 'bytes'],
    ['Data through interface endpoints', 'bytes'],
    ['Load balancer capacity', 'LCU'],
    ['API requests', 'requests'],
    ['Requests inspected by the firewall', 'requests'],
    ['Table reads', 'units'],
    ['Table writes', 'units'],
    ['Requests to keys', 'requests'],
    ['Log data written', 'bytes'],
    ['Data in buckets (daily)', 'bytes'],
  ]);
});

test('it says what it is, and where more stands', () => {
  const { widgets } = bodyOf(watched(['key']).template);
  const heading = widgets.find(({ properties }) => properties.markdown?.startsWith('## Costs'));
  expect(heading?.properties.markdown).toMatch(/^## Costs\nBy the hour, .*\(https:.*\/docs\/operations\.md#costs\)$/);
});

test('nothing that is paid for, no section', () => {
  const { widgets } = bodyOf(watched(['payments', 'queue', 'topic']).template);
  expect(widgets.filter(({ properties }) => properties.markdown?.includes('Costs'))).toEqual([]);
});

test('it is looked at hour by hour, and alarms nobody', () => {
  const rows = costsOf((alarms, stack) => {
    for (const part of ['httpApi', 'webAcl', 'table', 'network', 'key']) everything[part](alarms, stack);
  }).flatMap(({ properties }) => properties.metrics ?? []);
  const metrics = rows.filter(([first]) => typeof first === 'string');
  expect(metrics.length).toBeGreaterThan(15);
  expect(metrics.filter((row) => !JSON.stringify(row.at(-1)).includes('"period":3600'))).toEqual([]);
});

describe('compute', () => {
  const fn =
    (memorySize?: number): Adding =>
    (alarms, stack) =>
      alarms.addFunction(
        new lambda.Function(stack, 'Process', {
          code: lambda.Code.fromInline('exports.handler = async () => {}'),
          handler: 'index.handler',
          runtime: lambda.Runtime.NODEJS_22_X,
          memorySize,
        }),
      );

  test.each([
    [1024, 3600],
    [512, 1800],
    [undefined, 450],
  ])('of a function with %s MB: an hour is %d GB-seconds', (memorySize, gigabyteSeconds) => {
    const [compute] = costsOf(fn(memorySize));
    expect(unitsOf([compute])).toEqual([['Function compute', 'GB-seconds']]);
    expect(amountOf(compute, 3_600_000)).toBe(gigabyteSeconds);
    expect(metricsOfWidgets([compute])).toMatchObject([{ name: 'Duration', statistic: 'Sum' }]);
  });

  test('of an alias it is the memory of its function, and the runs of the alias', () => {
    const [compute] = costsOf((alarms, stack) => {
      fn(2048)(alarms, stack);
      const made = stack.node.findChild('Process') as lambda.Function;
      alarms.addFunction(new lambda.Alias(stack, 'Blue', { aliasName: 'blue', version: made.currentVersion }));
    });
    expect(compute.properties.metrics).toHaveLength(4);
    expect(amountOf(compute, 1_000_000)).toBe(2000);
    expect(metricsOfWidgets([compute]).map(({ dimensions }) => Object.keys(dimensions).join())).toEqual([
      'FunctionName,Resource',
      'FunctionName',
    ]);
  });

  test('of a function from elsewhere nobody knows the memory', () => {
    expect(unitsOf(costsOf(everything.function))).toEqual([['Log data written', 'bytes']]);
  });
});

describe('database', () => {
  const cluster =
    (capacity: AuroraCapacity): Adding =>
    (alarms, stack) => {
      const made = new PaymentAuroraCluster(stack, 'Ledger', { vpc: existingVpc(stack), capacity });
      alarms.addDatabase(made.cluster, { connectionLimit, logGroup: made.logGroup });
    };

  test('capacity is the average of its instances, times their number, over the time', () => {
    const capacity = AuroraCapacity.serverlessV2({ minimumAcu: 1, maximumAcu: 16, readers: 2 });
    const [acu, volume, log] = costsOf(cluster(capacity));
    expect(unitsOf([acu, volume, log])).toEqual([
      ['Database capacity', 'ACU-hours'],
      ['Reads and writes of the cluster volume', 'requests'],
      ['Log data written', 'bytes'],
    ]);
    expect(amountOf(acu, 4)).toBe(12);
    expect(amountOf(acu, 4, 300)).toBe(1);
  });

  test('instances of a class are paid by the hour, whatever they do', () => {
    expect(unitsOf(costsOf(everything.cluster))).toEqual([['Reads and writes of the cluster volume', 'requests']]);
  });
});

test('a container is paid for what it reserves, as long as it does', () => {
  const [cpu, memory] = costsOf(everything.service);
  expect([amountOf(cpu, 2048), amountOf(cpu, 2048, 900), amountOf(memory, 4096)]).toEqual([2, 0.5, 4]);
});

test('a key is paid for each request, of whatever operation', () => {
  const [requests] = costsOf(everything.key);
  expect(amountOf(requests, 1)).toBe(6);
  const operations = metricsOfWidgets([requests]).map(({ dimensions }) => dimensions.Operation);
  expect(operations).toContain('GenerateMac');
  expect(operations).toContain('Sign');
});

describe('network', () => {
  const network: Adding = (alarms, stack) => {
    const made = new PciVpc(stack, 'Network', { availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] });
    alarms.addNetwork(made.vpc, made);
  };

  test('NAT gateways, interface endpoints and flow logs of a PciVpc', () => {
    const stack = platform();
    const dashboard = new PaymentDashboard(stack, 'Dashboard', topics(stack));
    network(dashboard, stack);
    const { widgets } = bodyOf(Template.fromStack(stack));
    const [nat, log] = costsIn(widgets);
    expect(unitsOf([nat, log])).toEqual([
      ['Data through NAT gateways', 'bytes'],
      ['Log data written', 'bytes'],
    ]);
    expect(amountOf(nat, 7)).toBe(21);
    expect(log.properties.metrics?.flat().at(-1)).toMatchObject({ label: 'Network flow logs' });
    const errors = widgets.find(({ properties }) => properties.title === 'NAT gateway errors');
    expect(metricsOfWidgets(errors ? [errors] : []).filter(({ name }) => name === 'ErrorPortAllocation')).toHaveLength(
      3,
    );
  });

  test('an endpoint is called as in the app, and found by its service', () => {
    const [, endpoints] = costsOf(everything.network);
    expect(endpoints.properties.metrics?.flat()).toContain('com.amazonaws.us-east-1.secretsmanager');
    expect(endpoints.properties.metrics?.[0].at(-1)).toMatchObject({ label: 'Network Secrets' });
  });
});

test('the section is of the page: alarms of another period change nothing', () => {
  const { template } = watched(['httpApi'], { thresholds: { period: Duration.minutes(1) } });
  const [requests] = costsIn(bodyOf(template).widgets);
  expect(requests.properties.metrics?.[0].at(-1)).toMatchObject({ period: HOUR });
});
