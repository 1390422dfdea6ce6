/** A dashboard as a template says it, with every token replaced by a name. */
export interface Dashboard {
  readonly name: string;
  readonly stackName: string;
  readonly widgets: readonly Widget[];
  /** Those of all stacks of the app, which a dashboard may show. */
  readonly alarms: readonly Alarm[];
}

/** Where a widget stands on the grid of 24 columns. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface TextWidget {
  readonly kind: 'text';
  readonly markdown: string;
}

export interface MetricWidget {
  readonly kind: 'metric';
  readonly title: string;
  /** Numbers instead of lines. */
  readonly figures: boolean;
  readonly stacked: boolean;
  readonly unit?: string;
  readonly rightUnit?: string;
  readonly queries: readonly MetricQuery[];
  readonly marks: readonly Mark[];
}

export interface AlarmsWidget {
  readonly kind: 'alarms';
  readonly title: string;
  readonly alarmNames: readonly string[];
}

/** What is shown as a title only: queries of logs, and kinds of widgets that are not known here. */
export interface OtherWidget {
  readonly kind: 'other';
  readonly title: string;
  readonly what: string;
}

export type Widget = Place & (TextWidget | MetricWidget | AlarmsWidget | OtherWidget);

/** A horizontal line at a value. */
export interface Mark {
  /** On the value axis at the right. */
  readonly right?: boolean;
  readonly value: number;
  readonly label: string;
  readonly color?: string;
}

export interface Metric {
  readonly region: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** A line of a chart, or what one is computed from. */
export interface MetricQuery {
  /** On the value axis at the right. */
  readonly right?: boolean;
  readonly id?: string;
  readonly label: string;
  readonly visible: boolean;
  readonly statistic: string;
  readonly periodSeconds: number;
  readonly color?: string;
  /** @default - an expression */
  readonly metric?: Metric;
  /** @default - a metric */
  readonly expression?: string;
}

interface AnyAlarm {
  readonly name: string;
  readonly description: string;
  /** Names of the topics that hear of it. */
  readonly topics: readonly string[];
}

export interface MetricAlarm extends AnyAlarm {
  readonly kind: 'metric';
  readonly queries: readonly MetricQuery[];
  readonly threshold: number;
  readonly comparison: string;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  /** `breaching`, `notBreaching`, `ignore` or `missing`. */
  readonly missing: string;
}

/** An alarm over the states of others. */
export interface CompositeAlarm extends AnyAlarm {
  readonly kind: 'composite';
  readonly rule: string;
}

export type Alarm = MetricAlarm | CompositeAlarm;
