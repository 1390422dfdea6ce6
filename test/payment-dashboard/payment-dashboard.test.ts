import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { PaymentDashboard } from '../../src/payment-dashboard';
import { everything, importedFunction, platform, topics, watched } from './platform';
import { alarmsOf, bodyOf, metricsOfAlarm, metricsOfWidgets, type Widget } from './synthesized';

const PARTS = Object.keys(everything);
const headings = (widgets: Widget[]) =>
  widgets.flatMap(({ properties }) => /^#+ (.+)/.exec(properties.markdown ?? '')?.[1] ?? []);
const titles = (widgets: Widget[]) => widgets.flatMap(({ properties }) => properties.title ?? []);

describe('reading order', () => {
  const { widgets } = bodyOf(watched().template);

  test('from the customers money down to the machines', () => {
    expect(headings(widgets)).toEqual([
      'Payments', // the page
      'Payments',
      'API',
      'Firewall',
      'Functions',
      'Queues',
      'Database',
      'DynamoDB',
      'Load balancers',
      'Replication',
      'Containers',
      'Storage',
      'Notifications',
      'Network',
      'Audit trail',
      'Costs',
    ]);
  });

  test('is the same whatever was added first', () => {
    const backwards = watched([...PARTS].reverse()).template;
    expect(bodyOf(backwards).widgets).toEqual(widgets);
  });

  test('states of all alarms stand above every section, those in ALARM first', () => {
    const { template } = watched();
    const [title, alarms, section] = bodyOf(template).widgets;
    expect(title.type).toBe('text');
    expect(section.properties.markdown).toMatch(/^## Payments/);
    expect(alarms).toMatchObject({ type: 'alarm', properties: { sortBy: 'stateUpdatedTimestamp' } });
    const made = Object.keys(template.findResources('AWS::CloudWatch::Alarm'));
    const [composite] = Object.keys(template.findResources('AWS::CloudWatch::CompositeAlarm'));
    expect(alarms.properties.alarms?.[0]).toBe(`<${composite}.Arn>`);
    expect(alarms.properties.alarms?.slice(1).sort()).toEqual(made.map((id) => `<${id}.Arn>`).sort());
  });

  test('nothing lies over anything else or beyond the page', () => {
    const cells = widgets.flatMap(({ x, y, width, height }) =>
      Array.from({ length: width * height }, (_, cell) => `${x + (cell % width)}/${y + Math.floor(cell / width)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(widgets.every(({ x, width }) => x + width <= 24)).toBe(true);
  });
});

describe('charts', () => {
  const { template } = watched();
  const { widgets } = bodyOf(template);

  test('the business says outcomes, rates, latency, fraud, outbox and ledger', () => {
    const from = widgets.findIndex(({ properties }) => properties.markdown?.startsWith('## Payments'));
    const to = widgets.findIndex(({ properties }) => properties.markdown?.startsWith('## API'));
    expect(titles(widgets.slice(from, to))).toEqual([
      'Payments',
      'Reconciliation',
      'Payments by outcome',
      'Success, decline and failure rate',
      'Authorization at the acquirer',
      'Processing time, from request to decision',
      'Requests',
      'Fraud outcomes',
      'Commit to the ledger',
      'Payments left unresolved',
      'Ledger imbalance',
      'Outbox age',
      'Sweeps of the outbox',
      'Notifications',
      'Notifications not delivered',
      'Unresolved payments',
      'Age of the oldest unresolved',
      'Age of the oldest unanswered step',
      'Captures, voids, expiries and refunds',
      'Operator cases',
      'Steps at the acquirer',
      'Settlement lines',
    ]);
  });

  test('every threshold of an alarm is a line in the chart of its metric', () => {
    const unmarked = [...alarmsOf(template)].filter(([, alarm]) => {
      const names = metricsOfAlarm(alarm).map(({ name }) => name);
      const shown = widgets.filter((widget) => {
        const drawn = metricsOfWidgets([widget]).map(({ name }) => name);
        return names.every((name) => drawn.includes(name));
      });
      return !shown.some(({ properties }) =>
        properties.annotations?.horizontal.some(({ value }) => value === alarm.Threshold),
      );
    });
    expect(unmarked.map(([kind]) => kind)).toEqual([]);
  });

  test('latencies are percentiles', () => {
    const rows = widgets.flatMap(({ properties }) => properties.metrics ?? []).map((row) => JSON.stringify(row));
    const latencies = rows.filter((row) => /"(Latency|Duration|AcquirerLatency|TargetResponseTime)"/.test(row));
    expect(latencies.length).toBeGreaterThan(8);
    expect(latencies.filter((row) => !/"stat":"p\d+"/.test(row))).toEqual([]);
  });

  test('cold starts are those that the code of a function counts, under its service name', () => {
    const chart = widgets.find(({ properties }) => properties.title === 'Cold starts');
    expect(chart?.properties.metrics).toEqual([
      [...['Payments/dev-pr42', 'ColdStart', 'service', 'validate-payment'], { label: 'ValidatePayment', stat: 'Sum' }],
    ]);
  });

  test('two functions share their charts, each threshold once', () => {
    const { dashboard, stack } = fresh();
    everything.function(dashboard, stack);
    dashboard.addFunction(importedFunction(stack, 'ProcessPayment'));
    const shared = bodyOf(Template.fromStack(stack)).widgets.filter(({ type }) => type === 'metric');
    expect(titles(shared)).toEqual([
      ...['Invocations', 'Error rate', 'Errors', 'Duration, median', 'Duration, 99th percentile'],
      'Share of the time-out',
      ...['Cold starts', 'Throttles', 'Concurrency', 'Failed, none succeeded (hourly)'],
      'Log data written', // of the one that has a log
    ]);
    const errorRate = shared.find(({ properties }) => properties.title === 'Error rate');
    const shown = errorRate?.properties.metrics?.map(([first]) => first).filter((first) => typeof first === 'object');
    expect(shown).toMatchObject([{ label: 'ProcessPayment' }, { label: 'ValidatePayment' }]);
    expect(errorRate?.properties.annotations?.horizontal).toHaveLength(1);
  });

  test('a chart of your own comes last', () => {
    const { dashboard, stack } = fresh();
    const metric = new cloudwatch.Metric({ namespace: 'AWS/NATGateway', metricName: 'BytesOutToDestination' });
    dashboard.addChart('NAT gateways', { metrics: [metric], unit: 'bytes' });
    dashboard.addPayments();
    const { widgets: all } = bodyOf(Template.fromStack(stack));
    expect(all.at(-1)?.properties.title).toBe('NAT gateways');
  });
});

test.each([
  ['a chart', 1, 501, "a chart must have at most 500 metrics, got 501 in 'Chart 0': split it"],
  ['a page', 6, 420, 'a dashboard must have at most 2500 metrics, got 2520: give a region or a part its own'],
])('fails with %s of more metrics than CloudWatch takes', (_what, charts, count, message) => {
  const { dashboard, stack } = fresh();
  const metrics = Array.from(
    { length: count },
    (_, index) => new cloudwatch.Metric({ namespace: 'Own', metricName: `M${index}` }),
  );
  for (let chart = 0; chart < charts; chart++) dashboard.addChart(`Chart ${chart}`, { metrics });
  expect(() => Template.fromStack(stack)).toThrow(message);
});

describe('runbooks', () => {
  test('each section links to the runbook of each of its alarms', () => {
    const { template } = watched();
    const text = bodyOf(template)
      .widgets.map(({ properties }) => properties.markdown ?? '')
      .join('\n');
    const unlinked = [...alarmsOf(template).keys()].filter((kind) => !text.includes(`/docs/operations.md#${kind})`));
    expect(unlinked).toEqual([]);
  });

  test('may be a page of your own', () => {
    const { template } = watched(['payments'], { runbookUrl: 'https://wiki.example.com/payments' });
    const { AlarmDescription } = alarmsOf(template).get('outbox-age') ?? {};
    expect(AlarmDescription).toMatch(/ https:\/\/wiki\.example\.com\/payments#outbox-age$/);
    expect(bodyOf(template).widgets[0].properties.markdown).toContain('(https://wiki.example.com/payments)');
  });
});

describe('name, title and interval', () => {
  test('by the environment, Payments, and three hours', () => {
    const { template } = watched(['payments']);
    template.hasResourceProperties('AWS::CloudWatch::Dashboard', { DashboardName: 'dashboard-dev-pr42' });
    expect(bodyOf(template).start).toBe('-PT3H');
    expect(bodyOf(template).widgets[0].properties.markdown).toMatch(/^# Payments\n/);
  });

  test('may be chosen', () => {
    const chosen = { dashboardName: 'night-shift', title: 'Night shift', defaultInterval: Duration.days(1) };
    const { template } = watched(['payments'], chosen);
    template.hasResourceProperties('AWS::CloudWatch::Dashboard', { DashboardName: 'night-shift' });
    expect(bodyOf(template).start).toBe('-P1D');
    expect(bodyOf(template).widgets[0].properties.markdown).toMatch(/^# Night shift\n/);
  });

  test.each([
    [{ dashboardName: 'night shift' }, "'dashboardName' must be 1 to 255 letters, digits, - and _, got 'night shift'"],
    [{ defaultInterval: Duration.minutes(1) }, "'defaultInterval' must be 5 minutes to 15 days, got 1 minute"],
  ])('fails with %j', (props, message) => {
    expect(() => watched([], props)).toThrow(message);
  });
});

function fresh() {
  const stack = platform();
  return { stack, dashboard: new PaymentDashboard(stack, 'Dashboard', topics(stack)) };
}
