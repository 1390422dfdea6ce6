import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { physicalName } from '../private/names';
import { requireDuration, requirePattern } from '../private/validation';
import type { ChartOptions } from './monitored-parts';
import { PaymentAlarms } from './payment-alarms';
import type { PaymentDashboardProps } from './payment-dashboard-props';
import { labelOf, UniqueLabels } from './private/labels';
import { type Page, rowsOf } from './private/layout';
import { requireWithinLimits } from './private/limits';

/**
 * One page that says whether money is lost, and why: alarms at the top, then payments, API, functions, queues, database, tables,
 * load balancers, replication, containers, and last what all of it costs, whatever the order in which they are added. Fails with more
 * than 2500 metrics, or 500 in one chart, which is all that CloudWatch takes. It has the alarms of its own region with it;
 * those of others stay where their metrics are, and join by `addRegion`.
 */
export class PaymentDashboard extends PaymentAlarms {
  /** Name of the dashboard. */
  public readonly dashboardName: string;

  readonly #page: Pick<Page, 'title' | 'runbookUrl'>;
  readonly #regions: PaymentAlarms[] = [this];

  constructor(scope: Construct, id: string, props: PaymentDashboardProps) {
    super(scope, id, props);
    requirePattern('dashboardName', props.dashboardName, /^[\w-]{1,255}$/, '1 to 255 letters, digits, - and _');
    requireDuration('defaultInterval', props.defaultInterval, Duration.minutes(5), Duration.days(15));
    this.#page = { title: props.title ?? 'Payments', runbookUrl: this._alarmSet.runbookUrl };
    const start = `-${(props.defaultInterval ?? Duration.hours(3)).toIsoString()}`;
    const dashboard = new cloudwatch.CfnDashboard(this, 'Resource', {
      dashboardName: props.dashboardName ?? physicalName(this, { type: 'dashboard', maxLength: 255 }),
      dashboardBody: Lazy.string({ produce: () => this.body(start) }),
    });
    this.dashboardName = dashboard.ref;
  }

  /**
   * Shows what the alarms of another region watch. Alarms and resources of that region need names, as a `PaymentEnvironment` gives them,
   * and labels that this page does not have yet: `labelPrefix`.
   */
  public addRegion(alarms: PaymentAlarms): void {
    if (this.#regions.includes(alarms)) {
      throw new Error(`'alarms' must be new to the dashboard, got ${alarms.node.path} again: add each region once`);
    }
    this.#regions.push(alarms);
  }

  /** Adds a chart of your own at the end of the page. */
  public addChart(title: string, { metrics, unit, annotations }: ChartOptions): void {
    const label = labelOf(this, title);
    this._add(this, {
      section: 'More',
      label,
      alarms: [],
      lines: [{ chart: title, unit, metrics, marks: annotations }],
    });
  }

  private body(start: string): string {
    const parts = this.#regions.flatMap(({ _parts }) => _parts);
    const labels = new UniqueLabels();
    for (const part of parts) labels.take(part);
    const rows = rowsOf({
      ...this.#page,
      runbookOf: (kind) => this._alarmSet.runbookOf(kind),
      alarms: this.#regions.flatMap(({ alarms }) => alarms),
      parts,
    });
    const column = new cloudwatch.Column(...rows);
    column.position(0, 0);
    const widgets = column.toJson();
    requireWithinLimits(Stack.of(this).resolve(widgets));
    return Stack.of(this).toJsonString({ start, periodOverride: 'inherit', widgets });
  }
}
