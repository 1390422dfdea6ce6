/** What the code behind a function counts, its construct offers as metrics, and nothing else. */
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { PaymentFunction } from '../../src/payment-function';
import { countedBy } from '../payment-dashboard/counted-metrics';
import { neighbours, paymentFunctions } from './neighbours';
import { networked } from './network';

/** Of every function, whoever wrote its code. */
const OF_LAMBDA = [
  'metricErrors',
  'metricInvocations',
  'metricDuration',
  'metricThrottles',
  'metricConcurrentExecutions',
];

function made(bundle: string): PaymentFunction {
  const { stack, vpc } = networked();
  return paymentFunctions[bundle](stack, neighbours(stack, vpc));
}

/** Metrics of the code, by the methods of the function's class and of the one that all have in common. */
function offeredBy(fn: PaymentFunction): Metric[] {
  const methods = [Object.getPrototypeOf(fn), PaymentFunction.prototype]
    .flatMap((prototype) => Object.getOwnPropertyNames(prototype))
    .filter((name) => /^metric./.test(name) && !OF_LAMBDA.includes(name));
  return methods.map((name) => Reflect.get(fn, name).call(fn));
}

test.each(Object.keys(paymentFunctions))('%s', (bundle) => {
  const offered = offeredBy(made(bundle));
  expect(offered.map(({ metricName }) => metricName).sort()).toEqual([...countedBy(bundle)].sort());
  expect(offered.filter(({ namespace }) => namespace !== 'Payments')).toEqual([]);
  expect(offered.filter(({ dimensions }) => dimensions?.service !== bundle)).toEqual([]);
});

test('ages and imbalances are the worst there was, latencies a percentile, everything else is summed up', () => {
  const all = Object.keys(paymentFunctions).flatMap((bundle) => offeredBy(made(bundle)));
  const statisticOf = ({ metricName }: Metric) => {
    if (/Latency$/.test(metricName)) return 'p99';
    return /Age$|^LedgerImbalance$|^UnresolvedPayments$/.test(metricName) ? 'Maximum' : 'Sum';
  };
  expect(all.length).toBeGreaterThan(25);
  expect(all.filter((metric) => metric.statistic !== statisticOf(metric))).toEqual([]);
});

test.each(OF_LAMBDA)('every function has %s', (method) => {
  const fn = made('get-payment');
  expect(Reflect.get(fn, method).call(fn)).toMatchObject({ namespace: 'AWS/Lambda' });
});
