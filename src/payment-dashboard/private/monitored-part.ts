import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { AlarmSeverity, PaymentAlarm } from '../payment-alarm';

/** Sections of the page, from the customer's money down to the machines. */
export const SECTIONS = [
  'Payments',
  'API',
  'Load balancers',
  'Functions',
  'Containers',
  'Queues',
  'Database',
  'DynamoDB',
  'Storage',
  'Replication',
  'Notifications',
  'Audit trail',
  'More',
] as const;
export type Section = (typeof SECTIONS)[number];

/** Lines that belong into one chart; parts of a section share the charts of the same title. */
export interface Lines {
  readonly chart: string;
  readonly unit?: string;
  readonly metrics: cloudwatch.IMetric[];
  readonly stacked?: boolean;
  /** Values to mark, in the unit of the chart. */
  readonly marks?: cloudwatch.HorizontalAnnotation[];
}

export interface AlarmDefinition {
  readonly kind: PaymentAlarm;
  readonly metric: cloudwatch.IMetric;
  readonly threshold: number;
  readonly severity?: AlarmSeverity;
}

/** What one thing brings to the page and to the alarms. */
export interface MonitoredPart {
  readonly section: Section;
  readonly label: string;
  readonly lines: Lines[];
  readonly alarms: AlarmDefinition[];
  /** Numbers to be read before any chart. */
  readonly figures?: cloudwatch.IMetric[];
  readonly logGroup?: ILogGroup;
}

/** A part, and the construct that it is about. */
export interface WatchedPart extends MonitoredPart {
  readonly path: string;
}

/** The threshold as a red line. */
export function mark(value: number, unit: string, color = '#d13212'): cloudwatch.HorizontalAnnotation {
  return { value, label: `alarm beyond ${value}${unit === '' ? '' : ` ${unit}`}`, color };
}
