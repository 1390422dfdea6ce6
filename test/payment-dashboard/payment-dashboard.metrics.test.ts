/** No chart and no alarm of a metric that nobody writes. */
import { PaymentMetric } from '../../src/contract/metrics';
import { awsMetrics } from './aws-metrics';
import { countedBy, services } from './counted-metrics';
import { pageOf } from './page-of';
import { everything, importedFunction } from './platform';
import { alarmsOf, bodyOf, metricsOfAlarm, metricsOfWidgets, type SynthesizedMetric } from './synthesized';

const OWN = /^Payments(\/|$)/;

const counted = new Map(services().map((service) => [service, countedBy(service)]));

/** Every part, and of every function that counts its cold starts those at least. */
const { template } = pageOf((alarms, stack) => {
  for (const add of Object.values(everything)) add(alarms, stack);
  for (const [serviceName, names] of counted) {
    if (names.size > 0) alarms.addFunction(importedFunction(stack, `Other-${serviceName}`), { serviceName });
  }
});
const read = [
  ...[...alarmsOf(template).values()].flatMap(metricsOfAlarm),
  ...metricsOfWidgets(bodyOf(template).widgets),
];
const own = read.filter(({ namespace }) => OWN.test(namespace));
const others = read.filter(({ namespace }) => !OWN.test(namespace));

function isWritten({ namespace, name, dimensions }: SynthesizedMetric): boolean {
  const known = awsMetrics[namespace]?.metrics[name];
  return known?.includes(Object.keys(dimensions).sort().join(',')) ?? false;
}

const said = ({ namespace, name, dimensions }: SynthesizedMetric) =>
  `${namespace} ${name} {${Object.keys(dimensions).sort().join(',')}}`;

test('our own metrics are counted by the service that they are read of', () => {
  const nobody = own.filter(({ name, dimensions: { service } }) => !counted.get(String(service))?.has(name));
  expect(own.length).toBeGreaterThan(20);
  expect(nobody.map(({ name, dimensions }) => `${name} of ${dimensions.service}`)).toEqual([]);
});

test('every metric is shown, of every service that counts it, and the dimension is the service alone', () => {
  const shown = new Set(own.map(({ name, dimensions }) => `${name} of ${dimensions.service}`));
  const all = [...counted].flatMap(([service, names]) => [...names].map((name) => `${name} of ${service}`));
  expect(all.filter((each) => !shown.has(each)).sort()).toEqual([
    // how many events went out is no question that money hangs on: their age is
    'EventRelayed of process-payment',
    'EventRelayed of relay-outbox',
    'EventRelayed of step-payment',
    // what comes twice is answered as before: what clients send twice is shown where they send it
    'PaymentReplayed of process-payment',
    'PaymentReplayed of step-payment',
  ]);
  const names = new Set([...counted.values()].flatMap((each) => [...each]));
  expect(Object.values(PaymentMetric).filter(({ name }) => !names.has(name))).toEqual([]);
  expect(own.filter(({ dimensions }) => Object.keys(dimensions).join() !== 'service')).toEqual([]);
});

test('metrics of AWS are on the pages of their services, with these dimensions', () => {
  expect(others.length).toBeGreaterThan(50);
  expect(others.filter((metric) => !isWritten(metric)).map(said)).toEqual([]);
});

test('each page is named once, by its service', () => {
  const sources = Object.values(awsMetrics).map(({ source }) => source);
  expect(new Set(sources).size).toBe(sources.length);
  expect(sources.filter((source) => !source.startsWith('https://docs.aws.amazon.com/'))).toEqual([]);
});

test('a metric of another service or with another dimension would be seen', () => {
  expect(counted.get('get-payment')?.has('PaymentAuthorized')).toBe(false);
  expect(isWritten({ namespace: 'AWS/Lambda', name: 'Errors', dimensions: { QueueName: 'q' }, statistic: 'Sum' })).toBe(
    false,
  );
  expect(
    isWritten({ namespace: 'AWS/Lambda', name: 'Faults', dimensions: { FunctionName: 'f' }, statistic: 'Sum' }),
  ).toBe(false);
});
