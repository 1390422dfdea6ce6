import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as rds from 'aws-cdk-lib/aws-rds';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct, type IConstruct } from 'constructs';
import { requirePattern } from '../private/validation';
import type {
  DatabaseMonitoringOptions,
  FunctionMonitoringOptions,
  InstanceMonitoringOptions,
  LoadBalancerMonitoringOptions,
  LoggedMonitoringOptions,
  MonitoringOptions,
  NetworkMonitoringOptions,
  PaymentMonitoringOptions,
  QueueMonitoringOptions,
  ReplicationMonitoringOptions,
  ServiceMonitoringOptions,
  StepMonitoringOptions,
  TableMonitoringOptions,
} from './monitored-parts';
import type { AlarmSeverity } from './payment-alarm';
import type { PaymentAlarmsProps } from './payment-alarms-props';
import { AlarmSet } from './private/alarm-set';
import { httpApiPart, restApiPart } from './private/api';
import { auditTrailPart } from './private/audit-trail';
import { instancePart } from './private/database-instances';
import { clusterPart } from './private/databases';
import { webAclPart } from './private/firewall';
import { functionPart } from './private/functions';
import { keyPart } from './private/keys';
import { type Located, labelOf, requireRegion, requireTopicRegion, UniqueLabels } from './private/labels';
import { loadBalancerPart } from './private/load-balancers';
import type { MonitoredPart, PartOf, WatchedPart } from './private/monitored-part';
import { networkPart } from './private/network';
import { paymentsPart } from './private/payments';
import { queuePart } from './private/queues';
import { reconciliationPart } from './private/reconciliation';
import { servicePart } from './private/services';
import { type SettledThresholds, settle } from './private/settled-thresholds';
import { settlementPart } from './private/settlement';
import { stepsPart } from './private/steps';
import { bucketPart, replicationPart, topicPart } from './private/storage';
import { tablePart } from './private/tables';

/**
 * The alarms of one region: each over rates, percentiles or extremes, never averages of requests, each with a topic to tell
 * and a sentence of what to do; and `payments-at-risk` over those that mean money.
 * What is added may be shown by a `PaymentDashboard` of another region.
 */
export class PaymentAlarms extends Construct {
  readonly #set: AlarmSet;
  readonly #props: PaymentAlarmsProps;
  readonly #parts: WatchedPart[] = [];
  readonly #labels = new UniqueLabels();

  constructor(scope: Construct, id: string, props: PaymentAlarmsProps) {
    super(scope, id);
    settle(props.thresholds);
    requirePattern(
      'labelPrefix',
      props.labelPrefix,
      /^[A-Za-z][\w -]*$/,
      'letters, digits, spaces, - and _, a letter first',
    );
    for (const prop of ['failedTransactions', 'systemErrors', 'onCall'] as const) {
      requireTopicRegion(this, props[prop], prop);
    }
    this.#props = props;
    this.#set = new AlarmSet(this, props);
  }

  /** The alarms so far: the composite first, if there is one. */
  public get alarms(): cloudwatch.IAlarm[] {
    return this.#set.alarms;
  }

  /** Watches the business: what the payment functions count, in this environment and region. */
  public addPayments(options: PaymentMonitoringOptions = {}): void {
    this.count('Payments', options, (...how) => paymentsPart(this, options, ...how));
  }

  /** Watches what comes after the authorization: captures, voids and refunds as `StepPaymentFunction` counts them, and expiries. */
  public addSteps(options: StepMonitoringOptions = {}): void {
    this.count('Steps', options, (...how) => stepsPart(this, options, ...how));
  }

  /** Watches what the acquirer has not answered: payments and steps, as `ReconcilePaymentFunction` counts them. */
  public addReconciliation(options: ServiceMonitoringOptions = {}): void {
    this.count('Reconciliation', options, (...how) => reconciliationPart(this, options, ...how));
  }

  /** Watches how settlement files agree with the ledger, as `MatchSettlementFunction` counts it. */
  public addSettlement(options: ServiceMonitoringOptions = {}): void {
    this.count('Settlement', options, (...how) => settlementPart(this, options, ...how));
  }

  /** Watches how long audit records wait for their seal, as `SealAuditFunction` counts it; over at least 15 minutes. */
  public addAuditTrail(options: ServiceMonitoringOptions = {}): void {
    this.count('Audit trail', options, (...how) => auditTrailPart(this, options, ...how));
  }

  /** Watches a stage of a REST API. */
  public addApi(stage: apigateway.Stage, options: LoggedMonitoringOptions = {}): void {
    this.watch('stage', stage, options, (...how) => restApiPart(stage, options, ...how), stage.restApi);
  }

  /** Watches a stage of an HTTP API, which a page of another region knows by its id only: `crossRegionReferences`. */
  public addHttpApi(stage: apigatewayv2.IHttpStage, options: LoggedMonitoringOptions = {}): void {
    this.watch('stage', stage, options, (...how) => httpApiPart(stage, options, ...how), stage.api);
  }

  /** Shows what a web ACL lets through, blocks and counts, by rule. Fails where metrics of web ACL or rules are named by tokens. */
  public addWebAcl(webAcl: wafv2.CfnWebACL, options: LoggedMonitoringOptions = {}): void {
    this.watch('webAcl', webAcl, options, (...how) => webAclPart(webAcl, options, ...how));
  }

  /** Watches a function, or one of its aliases. */
  public addFunction(fn: lambda.IFunction, options: FunctionMonitoringOptions = {}): void {
    this.watch('fn', fn, options, (...how) => functionPart(this, fn, options, ...how));
  }

  /** Watches a queue, and what its consumer could not handle. */
  public addQueue(queue: sqs.IQueue, options: QueueMonitoringOptions = {}): void {
    this.watch('queue', queue, options, (...how) => queuePart(queue, options, ...how));
  }

  /** Watches an Aurora cluster. */
  public addDatabase(cluster: rds.IDatabaseCluster, options: DatabaseMonitoringOptions): void {
    this.watch('cluster', cluster, options, (...how) => clusterPart(cluster, options, ...how));
  }

  /** Watches a PostgreSQL instance of RDS. */
  public addDatabaseInstance(instance: rds.IDatabaseInstance, options: InstanceMonitoringOptions): void {
    this.watch('instance', instance, options, (...how) => instancePart(instance, options, ...how));
  }

  /** Watches a DynamoDB table. */
  public addTable(table: dynamodb.ITable, options: TableMonitoringOptions = {}): void {
    this.watch('table', table, options, (...how) => tablePart(table, options, ...how));
  }

  /** Watches an application load balancer and the target groups behind it. */
  public addLoadBalancer(loadBalancer: elbv2.IApplicationLoadBalancer, options: LoadBalancerMonitoringOptions): void {
    this.watch('loadBalancer', loadBalancer, options, (...how) => loadBalancerPart(loadBalancer, options, ...how));
  }

  /** Watches the replication of a bucket to another region: in the region that the objects come from. */
  public addReplication(source: s3.IBucket, options: ReplicationMonitoringOptions): void {
    this.watch('source', source, options, (...how) => replicationPart(source, options, ...how));
  }

  /** Watches a container service; its tasks, and what they cost, are known where its cluster has Container Insights. */
  public addService(service: ecs.IBaseService, options: MonitoringOptions = {}): void {
    this.watch('service', service, options, (...how) => servicePart(service, ...how));
  }

  /** Shows a bucket; S3 writes nothing by the minute that could alarm. */
  public addBucket(bucket: s3.IBucket, options: MonitoringOptions = {}): void {
    this.watch('bucket', bucket, options, (label) => bucketPart(bucket, label));
  }

  /** Watches the deliveries of a topic. */
  public addTopic(topic: sns.ITopic, options: MonitoringOptions = {}): void {
    this.watch('topic', topic, options, (...how) => topicPart(topic, ...how));
  }

  /** Shows the ways out of a network, and what they carry; a page of another region knows them by ids only: `crossRegionReferences`. */
  public addNetwork(vpc: ec2.IVpc, options: NetworkMonitoringOptions = {}): void {
    this.watch('vpc', vpc, options, (...how) => networkPart(vpc, options, ...how));
  }

  /** Shows requests to a key among the costs; a page of another region knows it by its id only: `crossRegionReferences`. */
  public addKey(key: kms.IKey, options: MonitoringOptions = {}): void {
    this.watch('key', key, options, (label) => keyPart(key, label));
  }

  /**
   * Takes in an alarm of your own: its topic hears of its beginning and end, the page shows its state,
   * and `payments-at-risk` includes it where it means money.
   */
  public addAlarm(alarm: cloudwatch.AlarmBase, severity: AlarmSeverity): void {
    requireRegion(this, alarm, 'alarm');
    this.#set.take(alarm, severity);
  }

  /** @internal */
  public get _parts(): WatchedPart[] {
    return this.#parts;
  }

  /** @internal */
  public get _alarmSet(): AlarmSet {
    return this.#set;
  }

  /** @internal */
  public _add(construct: IConstruct, part: MonitoredPart): void {
    const watched = { ...part, path: construct.node.path };
    this.#labels.take(watched);
    this.#set.add(watched);
    this.#parts.push(watched);
  }

  private count(named: string, options: MonitoringOptions, part: PartOf): void {
    this._add(this, part(this.label(this, options.label ?? named), this.settled(options)));
  }

  private watch(prop: string, of: Located, options: MonitoringOptions, part: PartOf, named: IConstruct = of): void {
    requireRegion(this, of, prop);
    this._add(of, part(this.label(named, options.label), this.settled(options)));
  }

  private label(construct: IConstruct, given?: string): string {
    const label = labelOf(construct, given);
    return this.#props.labelPrefix === undefined ? label : `${this.#props.labelPrefix} ${label}`;
  }

  private settled(options: MonitoringOptions): SettledThresholds {
    return settle(this.#props.thresholds, options.thresholds);
  }
}
