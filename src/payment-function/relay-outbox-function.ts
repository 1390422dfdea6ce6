import { Duration } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { RelayOutboxEnvironment } from '../contract/environment';
import { PaymentMetric } from '../contract/metrics';
import { requireDuration } from '../private/validation';
import { FailureDestination } from './failure-destination';
import type { ILedgerAccess } from './ledger-access';
import { PaymentFunction } from './payment-function';
import { PaymentFunctionBundle } from './payment-function-bundle';
import type { PaymentFunctionOptions } from './payment-function-props';
import { bundled } from './private/bundled';
import { grantPublish } from './private/grants';
import { paymentMetric } from './private/payment-metric';
import { runEvery } from './private/schedule';
import { useLedger } from './private/use-ledger';

/** What the function that sweeps the outbox needs. */
export interface RelayOutboxFunctionProps extends PaymentFunctionOptions {
  /** The ledger; needs `vpc`. */
  readonly ledger: ILedgerAccess;

  /** Topic that events about payments are published to. */
  readonly eventTopic: sns.ITopic;

  /**
   * Pause between two sweeps, in whole minutes, 1 minute to 1 day.
   *
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;
}

/** Publishes what was left in the ledger's outbox, and measures how old it got and whether the ledger balances. */
export class RelayOutboxFunction extends PaymentFunction {
  constructor(scope: Construct, id: string, props: RelayOutboxFunctionProps) {
    requireDuration('interval', props.interval, Duration.minutes(1), Duration.days(1));
    super(
      scope,
      id,
      bundled(props, {
        bundle: PaymentFunctionBundle.RELAY_OUTBOX,
        description: 'Publishes the events that were left in the outbox of the ledger',
        memorySize: 512,
        timeout: Duration.seconds(50),
        failureDestination: FailureDestination.none(
          'Each run begins anew from what is in the outbox: the next one makes up for one that failed, and the age of the outbox is measured',
        ),
      }),
    );
    useLedger(this, props.ledger);
    this._setVariables({ [RelayOutboxEnvironment.EVENT_TOPIC_ARN]: props.eventTopic.topicArn });
    grantPublish(this.role, props.eventTopic);
    runEvery(this, props.interval, 'Sweeps the outbox of the ledger');
  }

  /** Events that were published from the outbox; sum over five minutes. */
  public metricRelayedEvents(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.EVENT_RELAYED, 'Sum', options);
  }

  /** Seconds that the oldest committed event has waited; maximum over five minutes. */
  public metricOutboxAge(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.OUTBOX_AGE, 'Maximum', options);
  }

  /** Currencies whose debits and credits are not equal; maximum over five minutes. */
  public metricLedgerImbalance(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.LEDGER_IMBALANCE, 'Maximum', options);
  }
}
