import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Written } from '../../../local/dashboard/embedded-metrics';
import { WrittenMetrics } from '../../../local/dashboard/written-metrics';
import { metricsFolder } from '../../../local/metrics/metric-log';
import { type Platform, untilIdle } from './deployed-platform';

/** Sums by region, name, and what a metric is of. */
export function totalsOf(written: readonly Written[]): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const { metric, samples } of written) {
    const dimensions = Object.entries(metric.dimensions)
      .sort()
      .map(([, value]) => value);
    const key = `${metric.region} ${metric.name} ${dimensions.join(' ')}`;
    totals[key] = samples.reduce((sum, { value }) => sum + value, totals[key] ?? 0);
  }
  return totals;
}

const QUIET_MS = 2_000;
const QUIET_WITHIN_MS = 60_000;
const OF_MESSAGES = /^NumberOf/;

/** Everything that is written until no topic and no queue has had anything to do for two seconds. */
async function writtenUntilQuiet(metrics: WrittenMetrics): Promise<readonly Written[]> {
  const all: Written[] = [];
  const until = Date.now() + QUIET_WITHIN_MS;
  for (let busyAt = Date.now(); Date.now() - busyAt < QUIET_MS; await wait(100)) {
    if (Date.now() > until) throw new Error('messages flow without end');
    const written = metrics.read();
    all.push(...written);
    if (written.some(({ metric }) => OF_MESSAGES.test(metric.name))) busyAt = Date.now();
  }
  return all;
}

/** A payment that is approved, and two requests that are refused: what was sent, and what was measured of it. */
export async function sentAndMeasured(platform: Platform, payment: string) {
  const metrics = new WrittenMetrics(metricsFolder(platform.cloud.state.folder));
  await untilIdle(platform);
  await writtenUntilQuiet(metrics); // what came before
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const post = (body: string, signed = true) =>
    platform.client.call({ method: 'POST', path: 'payments', headers, body, signed });
  const answers = [await post(payment), await post('{'), await post(payment, false)];
  await untilIdle(platform);
  const written = await writtenUntilQuiet(metrics);
  const clientErrors = answers.filter(({ status }) => status >= 400 && status < 500).length;
  return { sent: { ...ofApi(answers.length, clientErrors), ...OF_ONE_PAYMENT }, measured: totalsOf(written) };
}

const REGION = 'us-east-1';
const SUFFIX = 'dev-dev';

const ofApi = (requests: number, clientErrors: number) => ({
  [`${REGION} Count api-${SUFFIX} v1`]: requests,
  [`${REGION} 4XXError api-${SUFFIX} v1`]: clientErrors,
  [`${REGION} 5XXError api-${SUFFIX} v1`]: 0,
});

const ofQueue = (name: string) =>
  ['Sent', 'Received', 'Deleted'].map((what) => [`${REGION} NumberOfMessages${what} ${name}-queue-${SUFFIX}`, 1]);

const ofTopic = (name: string, deliveries: number) => [
  [`${REGION} NumberOfMessagesPublished ${name}-topic-${SUFFIX}`, 1],
  [`${REGION} NumberOfNotificationsDelivered ${name}-topic-${SUFFIX}`, deliveries],
  [`${REGION} NumberOfNotificationsFailed ${name}-topic-${SUFFIX}`, 0],
];

/** It goes through one queue, its event to two others, and the word of it to one endpoint. */
const OF_ONE_PAYMENT: Readonly<Record<string, number>> = Object.fromEntries([
  ...['payments', 'payment-views', 'payment-notices'].flatMap(ofQueue),
  ...ofTopic('payment-events', 2),
  ...ofTopic('notifications', 1),
]);
