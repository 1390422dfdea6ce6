import type { Duration } from 'aws-cdk-lib';
import type { PaymentAlarmsProps } from './payment-alarms-props';

/** What the page shows beside its parts. */
export interface PaymentDashboardProps extends PaymentAlarmsProps {
  /**
   * Name of the dashboard: letters, digits, hyphens and underscores.
   *
   * @default - by the environment's naming convention; CloudFormation's choice without one
   */
  readonly dashboardName?: string;

  /**
   * Heading of the page.
   *
   * @default 'Payments'
   */
  readonly title?: string;

  /**
   * How far back the page looks when it opens: 5 minutes to 15 days.
   *
   * @default Duration.hours(3)
   */
  readonly defaultInterval?: Duration;
}
