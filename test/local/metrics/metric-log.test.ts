import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WrittenMetrics } from '../../../local/dashboard/written-metrics';
import { MetricLog } from '../../../local/metrics/metric-log';

const folder = mkdtempSync(join(tmpdir(), 'metrics-'));
const written = new WrittenMetrics(folder);

const value = (number: number) => ({ value: number, unit: 'Count' });

test('before anybody writes there is nothing to read', () => {
  expect(new WrittenMetrics(join(folder, 'none')).read()).toEqual([]);
});

test('what one part writes another reads, by region, and once', () => {
  new MetricLog(folder, 'us-east-1', 'databases').put(5, 'AWS/RDS', { Role: 'WRITER' }, { Deadlocks: value(2) });
  new MetricLog(folder, 'eu-west-1', 'databases').put(6, 'AWS/RDS', {}, { Deadlocks: value(3) });
  const metric = { namespace: 'AWS/RDS', name: 'Deadlocks' };
  expect(written.read()).toEqual([
    { metric: { ...metric, region: 'eu-west-1', dimensions: {} }, samples: [{ at: 6, value: 3 }] },
    { metric: { ...metric, region: 'us-east-1', dimensions: { Role: 'WRITER' } }, samples: [{ at: 5, value: 2 }] },
  ]);
  expect(written.read()).toEqual([]);
});

test('a line that is still being written is read when it is whole', () => {
  const file = join(folder, 'us-east-1', 'emulator.jsonl');
  const about = {
    Timestamp: 7,
    CloudWatchMetrics: [{ Namespace: 'AWS/SQS', Dimensions: [[]], Metrics: [{ Name: 'n' }] }],
  };
  const line = JSON.stringify({ _aws: about, n: 1, text: 'ü' });
  const bytes = Buffer.from(`${line}\n${line}\n`);
  const inTheMiddleOfALetter = bytes.length - 4;
  appendFileSync(file, bytes.subarray(0, inTheMiddleOfALetter));
  expect(written.read()).toHaveLength(1);
  appendFileSync(file, bytes.subarray(inTheMiddleOfALetter));
  expect(written.read()).toHaveLength(1);
});
