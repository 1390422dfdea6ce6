import type { Duration } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type * as rds from 'aws-cdk-lib/aws-rds';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { AlarmThresholds } from './alarm-thresholds';
import type { ConnectionLimit } from './connection-limit';
import type { AlarmSeverity } from './payment-alarm';

/** What may be said of any part. */
export interface MonitoringOptions {
  /**
   * How charts and alarms name the part; new for its kind.
   *
   * @default - id of the construct, or of the one around it where that is `Resource` or the like
   */
  readonly label?: string;

  /**
   * Thresholds of this part only.
   *
   * @default - those of all parts
   */
  readonly thresholds?: AlarmThresholds;
}

/** Which functions write the payment metrics: their service names. */
export interface PaymentMonitoringOptions extends MonitoringOptions {
  /**
   * Service name of the function that takes payments.
   *
   * @default 'validate-payment'
   */
  readonly validateService?: string;

  /**
   * Service name of the function that decides payments.
   *
   * @default 'process-payment'
   */
  readonly processService?: string;

  /**
   * Service name of the function that sweeps the outbox.
   *
   * @default 'relay-outbox'
   */
  readonly relayService?: string;

  /**
   * Service name of the function that notifies.
   *
   * @default 'notify-payment'
   */
  readonly notifyService?: string;
}

/** What one function counts of payments. */
export interface ServiceMonitoringOptions extends MonitoringOptions {
  /**
   * Service name of the function.
   *
   * @default - name of the function's kind: `step-payment`, `reconcile-payment`, `match-settlement` or `seal-audit`
   */
  readonly service?: string;
}

/** Steps after the authorization. */
export interface StepMonitoringOptions extends ServiceMonitoringOptions {
  /**
   * Service name of the function that ends authorizations which nobody captured.
   *
   * @default 'expire-payments'
   */
  readonly expiryService?: string;
}

/** A function. */
export interface FunctionMonitoringOptions extends MonitoringOptions {
  /**
   * Time-out, against which the duration is measured.
   *
   * @default - that of the function where this app makes it; no alarm on the duration of others
   */
  readonly timeout?: Duration;

  /**
   * Service name of the function, whose code counts its cold starts: that of a `PaymentFunction`.
   *
   * @default - cold starts are not shown
   */
  readonly serviceName?: string;

  /**
   * Log of the function, whose bytes are paid for.
   *
   * @default - not among the costs
   */
  readonly logGroup?: logs.ILogGroup;

  /**
   * Where events go that the function failed at for good.
   *
   * @default - its dead letters are not watched
   */
  readonly deadLetterQueue?: sqs.IQueue;
}

/** A queue. */
export interface QueueMonitoringOptions extends MonitoringOptions {
  /**
   * Where the queue's messages go that nobody could handle.
   *
   * @default - dead letters are not watched
   */
  readonly deadLetterQueue?: sqs.IQueue;

  /**
   * Which topic hears of waiting and dead messages.
   *
   * @default AlarmSeverity.FAILED_TRANSACTIONS
   */
  readonly severity?: AlarmSeverity;
}

/** Something that writes a log. */
export interface LoggedMonitoringOptions extends MonitoringOptions {
  /**
   * Its log, whose bytes are paid for.
   *
   * @default - not among the costs
   */
  readonly logGroup?: logs.ILogGroup;
}

/** A database. */
export interface DatabaseMonitoringOptions extends LoggedMonitoringOptions {
  /** How many connections an instance allows. */
  readonly connectionLimit: ConnectionLimit;
}

/** A database instance of RDS. */
export interface InstanceMonitoringOptions extends DatabaseMonitoringOptions {
  /**
   * Read replicas of the instance, whose lag is watched.
   *
   * @default - none
   */
  readonly readReplicas?: rds.IDatabaseInstance[];
}

/** A table. */
export interface TableMonitoringOptions extends MonitoringOptions {
  /**
   * Names of its global secondary indexes: what they refuse, the metrics of the table leave out.
   *
   * @default - the table has none
   */
  readonly indexNames?: string[];
}

/** A load balancer and those of its targets to watch. */
export interface LoadBalancerMonitoringOptions extends MonitoringOptions {
  /** Target groups behind it: one or more, beside each other where there are several, as in a blue-green deployment. */
  readonly targetGroups: elbv2.IApplicationTargetGroup[];
}

/** The ways out of a network, as `PciVpc` has them. */
export interface NetworkMonitoringOptions extends MonitoringOptions {
  /**
   * Ids of its NAT gateways.
   *
   * @default - none are shown
   */
  readonly natGatewayIds?: string[];

  /**
   * Its interface endpoints; made by this app, since the metrics want the name of the service.
   *
   * @default - none are shown
   */
  readonly interfaceEndpoints?: ec2.IInterfaceVpcEndpoint[];

  /**
   * Its flow logs, whose bytes are paid for.
   *
   * @default - not among the costs
   */
  readonly flowLogGroup?: logs.ILogGroup;
}

/** Replication from one bucket to another. */
export interface ReplicationMonitoringOptions extends MonitoringOptions {
  /** Where objects are replicated to. */
  readonly destination: s3.IBucket;

  /** Id of the replication rule, for which metrics must be switched on. */
  readonly ruleId: string;
}

/** A chart of your own. */
export interface ChartOptions {
  /** Lines on the left axis. */
  readonly metrics: cloudwatch.IMetric[];

  /**
   * Unit of the left axis.
   *
   * @default - none is written
   */
  readonly unit?: string;

  /**
   * Values to mark.
   *
   * @default - none
   */
  readonly annotations?: cloudwatch.HorizontalAnnotation[];
}
