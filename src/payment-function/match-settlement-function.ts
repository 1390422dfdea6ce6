import { Duration } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { MatchSettlementEnvironment } from '../contract/environment';
import { PaymentMetric } from '../contract/metrics';
import { requireDuration, requirePattern } from '../private/validation';
import { FailureDestination } from './failure-destination';
import type { ILedgerAccess } from './ledger-access';
import { PaymentFunction } from './payment-function';
import { PaymentFunctionBundle } from './payment-function-bundle';
import type { PaymentFunctionOptions } from './payment-function-props';
import { bundled } from './private/bundled';
import { grantPutObjects, grantReadObjects, grantSend } from './private/grants';
import { paymentMetric } from './private/payment-metric';
import { runEvery } from './private/schedule';
import { runOnUpload } from './private/upload';
import { useLedger } from './private/use-ledger';

/** What the function that matches settlement files needs. */
export interface MatchSettlementFunctionProps extends PaymentFunctionOptions {
  /**
   * Bucket that the acquirer's files are put into, and that the reports go to. It must send its events to EventBridge:
   * `PaymentBucket` with `eventBridgeEnabled`.
   */
  readonly bucket: s3.IBucket;

  /** The ledger; needs `vpc`. */
  readonly ledger: ILedgerAccess;

  /** Queue that people read: differences, and files that could not be taken. Nothing consumes it; watch its depth. */
  readonly operatorQueue: sqs.IQueue;

  /**
   * Start of the keys of files that come in; ends with a slash.
   *
   * @default 'settlement/incoming/'
   */
  readonly incomingPrefix?: string;

  /**
   * Start of the keys of reports; ends with a slash, and lies outside of `incomingPrefix`.
   *
   * @default 'settlement/reports/'
   */
  readonly reportPrefix?: string;

  /**
   * Time in which the acquirer settles a capture or refund, in whole days, 1 to 30. What is older at the settlement date, and
   * was in no file, is reported as missing.
   *
   * @default Duration.days(5)
   */
  readonly settlesWithin?: Duration;
}

/**
 * Compares each settlement file of the acquirer, CSV or JSON, with the captures and refunds of the ledger, and writes a report
 * below `reportPrefix`. It books nothing: a difference, or a file that cannot be read as a whole, calls a person. So does an
 * acquirer that sends no file while captures are due; that is looked for once a day.
 */
export class MatchSettlementFunction extends PaymentFunction {
  constructor(scope: Construct, id: string, props: MatchSettlementFunctionProps) {
    const incomingPrefix = props.incomingPrefix ?? 'settlement/incoming/';
    const reportPrefix = props.reportPrefix ?? 'settlement/reports/';
    const settlesWithin = props.settlesWithin ?? Duration.days(5);
    requireDuration('settlesWithin', settlesWithin, Duration.days(1), Duration.days(30));
    requireApart(incomingPrefix, reportPrefix);
    super(
      scope,
      id,
      bundled(props, {
        bundle: PaymentFunctionBundle.MATCH_SETTLEMENT,
        description: 'Matches the settlement files of the acquirer with the ledger',
        memorySize: 1024,
        timeout: Duration.minutes(5),
        failureDestination: FailureDestination.deadLetterQueue(),
      }),
    );
    const { bucket, ledger, operatorQueue } = props;
    useLedger(this, ledger);
    this._setVariables({
      [MatchSettlementEnvironment.SETTLEMENT_BUCKET_NAME]: bucket.bucketName,
      [MatchSettlementEnvironment.SETTLEMENT_INCOMING_PREFIX]: incomingPrefix,
      [MatchSettlementEnvironment.SETTLEMENT_REPORT_PREFIX]: reportPrefix,
      [MatchSettlementEnvironment.SETTLES_WITHIN_DAYS]: String(settlesWithin.toDays()),
      [MatchSettlementEnvironment.OPERATOR_QUEUE_URL]: operatorQueue.queueUrl,
    });
    grantReadObjects(this.role, bucket, incomingPrefix);
    grantPutObjects(this.role, bucket, reportPrefix);
    grantSend(this.role, operatorQueue);
    runOnUpload(this, bucket, incomingPrefix);
    runEvery(this, Duration.days(1), 'Notices when no settlement file comes');
  }

  /** Lines of settlement files that say what the ledger says; sum over five minutes. */
  public metricSettlementMatched(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.SETTLEMENT_MATCHED, 'Sum', options);
  }

  /** Differences between settlement files and the ledger; sum over five minutes. */
  public metricSettlementDifferences(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.SETTLEMENT_DIFFERENCE, 'Sum', options);
  }

  /** Cases that were given to a person; sum over five minutes. */
  public metricOperatorCases(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return paymentMetric(this, PaymentMetric.OPERATOR_CASE_RAISED, 'Sum', options);
  }
}

/** A report that counted as a file would be reported on, and so on. */
function requireApart(incomingPrefix: string, reportPrefix: string): void {
  for (const [prop, prefix] of Object.entries({ incomingPrefix, reportPrefix })) {
    requirePattern(prop, prefix, /^([\w.-]+\/)+$/, 'names of folders, each with a slash after it');
  }
  if (!reportPrefix.startsWith(incomingPrefix)) return;
  throw new Error(
    `'reportPrefix' must lie outside of 'incomingPrefix', got '${reportPrefix}' below '${incomingPrefix}': a report would be taken for a file`,
  );
}
