import { alarmsView } from '../../../../tools/payment-dashboard/evaluate/alarms-view';
import type { MetricSource } from '../../../../tools/payment-dashboard/evaluate/metric-source';
import type { Alarm, CompositeAlarm, MetricAlarm } from '../../../../tools/payment-dashboard/synthesized/dashboard';

const MINUTE = 60_000;
const NOW = 100 * MINUTE;

const about = { description: 'What to do', topics: ['failed-transactions'] };

/** An alarm over a metric that has its name. */
const metricAlarm = (name: string, missing = 'notBreaching'): MetricAlarm => ({
  ...about,
  kind: 'metric',
  name,
  queries: [
    {
      label: name,
      visible: true,
      statistic: 'Sum',
      periodSeconds: 60,
      metric: { region: 'us-east-1', namespace: 'Payments', name, dimensions: {} },
    },
  ],
  threshold: 0,
  comparison: 'GreaterThanThreshold',
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  missing,
});

const composite = (rule: string): CompositeAlarm => ({ ...about, kind: 'composite', name: 'at-risk', rule });

const source: MetricSource = {
  since: 0,
  samplesOf: ({ name }) => {
    if (name === 'unknown') throw new Error('not measured here: no replica');
    return name === 'red'
      ? [
          { at: NOW - MINUTE, value: 1 },
          { at: NOW, value: 1 },
        ]
      : [];
  },
};
const live = { source, measuring: { at: NOW, rangeMinutes: 15, pointSeconds: 60, by: 'the test' } };

function viewOf(rule: string, alarms: readonly Alarm[], isLive = true) {
  const all = [composite(rule), ...alarms];
  const widget = { kind: 'alarms' as const, title: 'Alarms', alarmNames: all.map(({ name }) => name) };
  return alarmsView(widget, all, isLive ? live : undefined).alarms;
}

const RULE = 'ALARM("green") OR ALARM("silent") OR ALARM("unknown") OR ALARM("red") OR ALARM("nowhere")';
const alarms = [metricAlarm('red'), metricAlarm('green'), metricAlarm('silent', 'missing'), metricAlarm('unknown')];

test('a composite alarm names what is not OK behind it: since when, or why nobody knows', () => {
  expect(viewOf(RULE, alarms)[0]).toMatchObject({
    state: 'ALARM',
    note: '2 of its 5 alarms are not measured',
    behind: [
      { name: 'silent', state: 'INSUFFICIENT_DATA' },
      { name: 'unknown', state: undefined, note: 'not measured here: no replica' },
      { name: 'red', state: 'ALARM', since: NOW - MINUTE },
      { name: 'nowhere', state: undefined, note: 'in no template of the app' },
    ],
  });
});

test('a composite alarm of which all is OK has nothing to name', () => {
  expect(viewOf('ALARM("green")', alarms)[0]).toMatchObject({ state: 'OK', note: undefined, behind: [] });
});

test('a composite alarm that knows nothing has no state, and says of each why', () => {
  const [atRisk] = viewOf('ALARM("unknown") OR ALARM("nowhere")', alarms);
  expect(atRisk.state).toBeUndefined();
  expect(atRisk.behind?.map(({ note }) => note)).toEqual([
    'not measured here: no replica',
    'in no template of the app',
  ]);
});

test('a metric alarm has its threshold, state and value, and nothing behind it', () => {
  const [, red] = viewOf(RULE, alarms);
  expect(red).toMatchObject({ ...about, name: 'red', threshold: 0, state: 'ALARM', value: 1 });
  expect(red).not.toHaveProperty('behind');
});

test('a layout has no states, and an alarm of no template says so', () => {
  expect(viewOf(RULE, alarms, false).map(({ state }) => state)).toEqual(Array(5).fill(undefined));
  const [nowhere] = alarmsView({ kind: 'alarms', title: '', alarmNames: ['nowhere'] }, [], live).alarms;
  expect(nowhere.description).toBe('This alarm is in no template of the app.');
});
