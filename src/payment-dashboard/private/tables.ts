import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type { TableMonitoringOptions } from '../monitored-parts';
import { PaymentAlarm } from '../payment-alarm';
import { HOURLY } from './costs';
import { type MonitoredPart, mark } from './monitored-part';
import { mathId } from './rate';
import type { SettledThresholds } from './settled-thresholds';

const THROTTLES = ['ReadThrottleEvents', 'WriteThrottleEvents'];

/**
 * A table and its indexes: each index has metrics of its own, which those of the table leave out.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 */
export function tablePart(
  table: dynamodb.ITable,
  { indexNames = [] }: TableMonitoringOptions,
  label: string,
  thresholds: SettledThresholds,
): MonitoredPart {
  const { period, tableThrottles } = thresholds;
  const sum = (name: string, index?: string, over = period) =>
    table.metric(name, {
      statistic: cloudwatch.Stats.SUM,
      period: over,
      label: index === undefined ? label : `${label} ${index}`,
      ...(index !== undefined && { dimensionsMap: { TableName: table.tableName, GlobalSecondaryIndexName: index } }),
    });
  const parts = [undefined, ...indexNames];
  const ofAll = (name: string, over = period) => parts.map((index) => sum(name, index, over));
  const refused = THROTTLES.flatMap((name) => ofAll(name));
  const id = mathId('table', label);
  const usingMetrics = Object.fromEntries(refused.map((metric, index) => [`${id}${index}`, metric]));
  const throttles = new cloudwatch.MathExpression({
    label,
    period,
    // a table that refuses nothing writes none of them
    expression: Object.keys(usingMetrics)
      .map((each) => `FILL(${each}, 0)`)
      .join(' + '),
    usingMetrics,
  });
  return {
    section: 'DynamoDB',
    label,
    lines: [
      { chart: 'Read capacity', unit: 'units', metrics: ofAll('ConsumedReadCapacityUnits') },
      { chart: 'Write capacity', unit: 'units', metrics: ofAll('ConsumedWriteCapacityUnits') },
      { chart: 'Throttles', unit: 'requests', metrics: [throttles], marks: [mark(tableThrottles, '')] },
    ],
    alarms: [{ kind: PaymentAlarm.TABLE_THROTTLES, metric: throttles, threshold: tableThrottles }],
    costs: [
      { chart: 'Table reads', unit: 'units', stacked: true, metrics: ofAll('ConsumedReadCapacityUnits', HOURLY) },
      { chart: 'Table writes', unit: 'units', stacked: true, metrics: ofAll('ConsumedWriteCapacityUnits', HOURLY) },
    ],
  };
}
