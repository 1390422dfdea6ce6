import type { IResource } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as rds from 'aws-cdk-lib/aws-rds';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct, type IConstruct } from 'constructs';
import { requirePattern } from '../private/validation';
import type {
  DatabaseMonitoringOptions,
  FunctionMonitoringOptions,
  LoadBalancerMonitoringOptions,
  MonitoringOptions,
  PaymentMonitoringOptions,
  QueueMonitoringOptions,
  ReplicationMonitoringOptions,
  ServiceMonitoringOptions,
  StepMonitoringOptions,
} from './monitored-parts';
import type { PaymentAlarmsProps } from './payment-alarms-props';
import { AlarmSet } from './private/alarm-set';
import { apiPart } from './private/api';
import { auditTrailPart } from './private/audit-trail';
import { clusterPart, instancePart } from './private/databases';
import { functionPart } from './private/functions';
import { labelOf, requireRegion, UniqueLabels } from './private/labels';
import type { MonitoredPart, WatchedPart } from './private/monitored-part';
import { paymentsPart } from './private/payments';
import { queuePart } from './private/queues';
import { reconciliationPart } from './private/reconciliation';
import { loadBalancerPart, servicePart } from './private/services';
import { type SettledThresholds, settle } from './private/settled-thresholds';
import { settlementPart } from './private/settlement';
import { stepsPart } from './private/steps';
import { bucketPart, replicationPart, tablePart, topicPart } from './private/storage';

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
    this.#props = props;
    this.#set = new AlarmSet(this, props);
  }

  /** The alarms so far: the composite first, if there is one. */
  public get alarms(): cloudwatch.IAlarm[] {
    return this.#set.alarms;
  }

  /** Watches the business: what the payment functions count, in this environment and region. */
  public addPayments(options: PaymentMonitoringOptions = {}): void {
    const label = this.label(this, options.label ?? 'Payments');
    this._add(this, paymentsPart(this, label, options, this.settled(options)));
  }

  /** Watches what comes after the authorization: captures, voids and refunds as `StepPaymentFunction` counts them, and expiries. */
  public addSteps(options: StepMonitoringOptions = {}): void {
    const label = this.label(this, options.label ?? 'Steps');
    this._add(this, stepsPart(this, label, options, this.settled(options)));
  }

  /** Watches what the acquirer has not answered: payments and steps, as `ReconcilePaymentFunction` counts them. */
  public addReconciliation(options: ServiceMonitoringOptions = {}): void {
    const label = this.label(this, options.label ?? 'Reconciliation');
    this._add(this, reconciliationPart(this, label, options, this.settled(options)));
  }

  /** Watches how settlement files agree with the ledger, as `MatchSettlementFunction` counts it. */
  public addSettlement(options: ServiceMonitoringOptions = {}): void {
    const label = this.label(this, options.label ?? 'Settlement');
    this._add(this, settlementPart(this, label, options, this.settled(options)));
  }

  /** Watches how long audit records wait for their seal, as `SealAuditFunction` counts it; over at least 15 minutes. */
  public addAuditTrail(options: ServiceMonitoringOptions = {}): void {
    const label = this.label(this, options.label ?? 'Audit trail');
    this._add(this, auditTrailPart(this, label, options, this.settled(options)));
  }

  /** Watches a stage of a REST API. */
  public addApi(stage: apigateway.Stage, options: MonitoringOptions = {}): void {
    const label = this.label(stage.restApi, options.label);
    this.watch('stage', stage, apiPart(stage, label, this.settled(options)));
  }

  /** Watches a function. */
  public addFunction(fn: lambda.IFunction, options: FunctionMonitoringOptions = {}): void {
    const label = this.label(fn, options.label);
    this.watch('fn', fn, functionPart(fn, label, options, this.settled(options)));
  }

  /** Watches a queue, and what its consumer could not handle. */
  public addQueue(queue: sqs.IQueue, options: QueueMonitoringOptions = {}): void {
    this.watch('queue', queue, queuePart(queue, this.label(queue, options.label), options, this.settled(options)));
  }

  /** Watches an Aurora cluster. */
  public addDatabase(cluster: rds.IDatabaseCluster, options: DatabaseMonitoringOptions): void {
    this.watch(
      'cluster',
      cluster,
      clusterPart(cluster, this.label(cluster, options.label), options, this.settled(options)),
    );
  }

  /** Watches a PostgreSQL instance of RDS. */
  public addDatabaseInstance(instance: rds.IDatabaseInstance, options: DatabaseMonitoringOptions): void {
    const label = this.label(instance, options.label);
    this.watch('instance', instance, instancePart(instance, label, options, this.settled(options)));
  }

  /** Watches a DynamoDB table. */
  public addTable(table: dynamodb.ITable, options: MonitoringOptions = {}): void {
    this.watch('table', table, tablePart(table, this.label(table, options.label), this.settled(options)));
  }

  /** Shows a bucket; S3 writes nothing by the minute that could alarm. */
  public addBucket(bucket: s3.IBucket, options: MonitoringOptions = {}): void {
    this.watch('bucket', bucket, bucketPart(bucket, this.label(bucket, options.label)));
  }

  /** Watches the replication of a bucket to another region: in the region that the objects come from. */
  public addReplication(source: s3.IBucket, options: ReplicationMonitoringOptions): void {
    const label = this.label(source, options.label);
    this.watch('source', source, replicationPart(source, label, options, this.settled(options)));
  }

  /** Watches the deliveries of a topic. */
  public addTopic(topic: sns.ITopic, options: MonitoringOptions = {}): void {
    this.watch('topic', topic, topicPart(topic, this.label(topic, options.label), this.settled(options)));
  }

  /** Watches an application load balancer and one target group behind it. */
  public addLoadBalancer(loadBalancer: elbv2.IApplicationLoadBalancer, options: LoadBalancerMonitoringOptions): void {
    const label = this.label(loadBalancer, options.label);
    this.watch('loadBalancer', loadBalancer, loadBalancerPart(loadBalancer, label, options, this.settled(options)));
  }

  /** Watches a container service. */
  public addService(service: ecs.BaseService, options: MonitoringOptions = {}): void {
    this.watch('service', service, servicePart(service, this.label(service, options.label), this.settled(options)));
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

  private label(construct: IConstruct, given?: string): string {
    const label = labelOf(construct, given);
    return this.#props.labelPrefix === undefined ? label : `${this.#props.labelPrefix} ${label}`;
  }

  private watch(prop: string, resource: IResource, part: MonitoredPart): void {
    requireRegion(this, resource, prop);
    this._add(resource, part);
  }

  private settled(options: MonitoringOptions): SettledThresholds {
    return settle(this.#props.thresholds, options.thresholds);
  }
}
