import type * as sns from 'aws-cdk-lib/aws-sns';
import type { AlarmThresholds } from './alarm-thresholds';
import type { PaymentAlarm } from './payment-alarm';

/** Whom the alarms of one region tell, and when. */
export interface PaymentAlarmsProps {
  /** Hears of alarms that mean money; of the same region. CloudWatch must be allowed to publish, as `PaymentAlerts` allows it. */
  readonly failedTransactions: sns.ITopic;

  /** Hears of all other alarms; of the same region. */
  readonly systemErrors: sns.ITopic;

  /**
   * Hears of the composite alarm only, once for however many alarms stand behind it: for whoever is woken at night.
   *
   * @default - the topic `failedTransactions`
   */
  readonly onCall?: sns.ITopic;

  /**
   * Above which values the alarms go off; the `addXxx` methods may say otherwise for one part.
   *
   * @default - the default of each threshold
   */
  readonly thresholds?: AlarmThresholds;

  /**
   * Alarms that are not wanted, for instance because another system has them.
   *
   * @default - none: every alarm is made
   */
  readonly without?: PaymentAlarm[];

  /**
   * Put before the label of every part, so that two regions can be told apart on one page: `Dublin`.
   *
   * @default - nothing
   */
  readonly labelPrefix?: string;

  /**
   * Page that has a section for each alarm; descriptions and the dashboard link to `<runbookUrl>#<alarm>`.
   *
   * @default 'https://github.com/org/payment-constructs/blob/main/docs/operations.md'
   */
  readonly runbookUrl?: string;
}
