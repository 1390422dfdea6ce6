import type { AlarmState } from './evaluate/alarm-state';
import type { Mark, OtherWidget, Place, TextWidget } from './synthesized/dashboard';

export type { Place };

/** What the page draws: everything is computed before, so that it draws the same in a file and from a server. */
export interface View {
  readonly name: string;
  /** All there are, to choose from. */
  readonly dashboards: readonly string[];
  readonly widgets: readonly WidgetView[];
  /** Without, it is a layout: nothing is running that could be measured. */
  readonly measuring?: Measuring;
}

export interface Measuring {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly rangeMinutes: number;
  /** Seconds between two points; 0 for the periods of the template. */
  readonly pointSeconds: number;
  /** Who measures, for what it cannot know. */
  readonly by: string;
}

export interface ChartView {
  readonly kind: 'chart' | 'figures';
  readonly title: string;
  readonly unit?: string;
  readonly rightUnit?: string;
  readonly stacked: boolean;
  /** Beginnings of the periods, in seconds since 1970. */
  readonly times: readonly number[];
  readonly periodSeconds: number;
  readonly lines: readonly LineView[];
  readonly marks: readonly Mark[];
}

export interface LineView {
  readonly label: string;
  readonly color?: string;
  /** On the value axis at the right. */
  readonly right?: boolean;
  /** `null` where there is none; empty where nothing was measured in this time. */
  readonly values: readonly (number | null)[];
  /** In the newest period in which something was measured. */
  readonly latest?: number;
  /** Why there are no values and cannot be any. */
  readonly unknown?: string;
}

export interface AlarmsView {
  readonly kind: 'alarms';
  readonly title: string;
  readonly alarms: readonly AlarmView[];
}

export interface AlarmView {
  readonly name: string;
  readonly description: string;
  readonly topics: readonly string[];
  readonly state?: AlarmState;
  readonly value?: number;
  readonly threshold?: number;
  /** When the state began, in milliseconds since 1970. @default - before what was looked at */
  readonly since?: number;
  /** What the state leaves out, or why there is none. */
  readonly note?: string;
  /** Those it is made of that are not OK. @default - it is made of a metric */
  readonly behind?: readonly Pick<AlarmView, 'name' | 'state' | 'since' | 'note'>[];
}

export type WidgetView = Place & (TextWidget | ChartView | AlarmsView | OtherWidget);

/** What a page brings with it. */
export interface Embedded {
  readonly views: readonly View[];
  /** Seconds between two looks at its server. @default - a file, which stays as it is */
  readonly refreshSeconds?: number;
}
