import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmSeverity, PaymentAlarm } from '../payment-alarm';
import type { SettledThresholds } from './settled-thresholds';

/** Sections of the page, from the customer's money down to the machines, and what they cost. */
export const SECTIONS = [
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
  'More',
] as const;
export type Section = (typeof SECTIONS)[number];

/** Charts of the section `Costs`: what mostly costs most first. */
export const COST_CHARTS = [
  'Database capacity',
  'Reads and writes of the cluster volume',
  'Function compute',
  'Container processors',
  'Container memory',
  'Data through NAT gateways',
  'Data through interface endpoints',
  'Load balancer capacity',
  'API requests',
  'Requests inspected by the firewall',
  'Table reads',
  'Table writes',
  'Requests to keys',
  'Log data written',
  'Data in buckets (daily)',
] as const;

/** Lines that belong into one chart; parts of a section share the charts of the same title. */
export interface Lines {
  readonly chart: string;
  readonly unit?: string;
  readonly metrics: cloudwatch.IMetric[];
  readonly stacked?: boolean;
  /** Values to mark, in the unit of the chart. */
  readonly marks?: cloudwatch.HorizontalAnnotation[];
}

/** What is paid for, of one part. */
export interface CostLines extends Lines {
  readonly chart: (typeof COST_CHARTS)[number];
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
  /** What of it is paid for, by the hour: shown with the costs of all parts. */
  readonly costs?: CostLines[];
}

/** Makes a part, under the name and with the thresholds that were chosen. */
export type PartOf = (label: string, thresholds: SettledThresholds) => MonitoredPart;

/** A part, and the construct that it is about. */
export interface WatchedPart extends MonitoredPart {
  readonly path: string;
}

/** The threshold as a red line. */
export function mark(
  value: number,
  unit: string,
  side: 'beyond' | 'below' = 'beyond',
): cloudwatch.HorizontalAnnotation {
  return { value, label: `alarm ${side} ${value}${unit === '' ? '' : ` ${unit}`}`, color: '#d13212' };
}
