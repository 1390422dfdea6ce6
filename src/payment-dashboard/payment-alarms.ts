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
import { Construct } from 'constructs';
import { metricsNamespaceOf } from '../private/metrics-namespace';
import type {
  DatabaseMonitoringOptions,
  FunctionMonitoringOptions,
  LoadBalancerMonitoringOptions,
  MonitoringOptions,
  PaymentMonitoringOptions,
  QueueMonitoringOptions,
  ReplicationMonitoringOptions,
} from './monitored-parts';
import type { PaymentAlarmsProps } from './payment-alarms-props';
import { AlarmSet } from './private/alarm-set';
import { apiPart } from './private/api';
import { clusterPart, instancePart } from './private/databases';
import { functionPart } from './private/functions';
import { labelOf, requireRegion, UniqueLabels } from './private/labels';
import type { MonitoredPart } from './private/monitored-part';
import { paymentsPart } from './private/payments';
import { queuePart } from './private/queues';
import { loadBalancerPart, servicePart } from './private/services';
import { type SettledThresholds, settle } from './private/settled-thresholds';
import { bucketPart, replicationPart, tablePart, topicPart } from './private/storage';

/**
 * The alarms of one region: each over rates, percentiles or extremes, never averages of requests, each with a topic to tell
 * and a sentence of what to do; and `payments-at-risk` over those that mean money.
 * What is added may be shown by a `PaymentDashboard` of another region.
 */
export class PaymentAlarms extends Construct {
  readonly #set: AlarmSet;
  readonly #props: PaymentAlarmsProps;
  readonly #parts: MonitoredPart[] = [];
  readonly #labels = new UniqueLabels();

  constructor(scope: Construct, id: string, props: PaymentAlarmsProps) {
    super(scope, id);
    settle(props.thresholds);
    this.#props = props;
    this.#set = new AlarmSet(this, props);
  }

  /** The alarms so far: the composite first, if there is one. */
  public get alarms(): cloudwatch.IAlarm[] {
    return this.#set.alarms;
  }

  /** Watches the business: what the payment functions count, in this environment and region. */
  public addPayments(options: PaymentMonitoringOptions = {}): void {
    const label = labelOf(this, options.label ?? 'Payments');
    this._add(this, paymentsPart(metricsNamespaceOf(this), label, options, this.settled(options)));
  }

  /** Watches a stage of a REST API. */
  public addApi(stage: apigateway.Stage, options: MonitoringOptions = {}): void {
    const label = labelOf(stage.restApi, options.label);
    this.watch('stage', stage, apiPart(stage, label, this.settled(options)));
  }

  /** Watches a function. */
  public addFunction(fn: lambda.IFunction, options: FunctionMonitoringOptions = {}): void {
    const label = labelOf(fn, options.label);
    this.watch('fn', fn, functionPart(fn, label, options, this.settled(options)));
  }

  /** Watches a queue, and what its consumer could not handle. */
  public addQueue(queue: sqs.IQueue, options: QueueMonitoringOptions = {}): void {
    this.watch('queue', queue, queuePart(queue, labelOf(queue, options.label), options, this.settled(options)));
  }

  /** Watches an Aurora cluster. */
  public addDatabase(cluster: rds.IDatabaseCluster, options: DatabaseMonitoringOptions): void {
    this.watch(
      'cluster',
      cluster,
      clusterPart(cluster, labelOf(cluster, options.label), options, this.settled(options)),
    );
  }

  /** Watches a PostgreSQL instance of RDS. */
  public addDatabaseInstance(instance: rds.IDatabaseInstance, options: DatabaseMonitoringOptions): void {
    const label = labelOf(instance, options.label);
    this.watch('instance', instance, instancePart(instance, label, options, this.settled(options)));
  }

  /** Watches a DynamoDB table. */
  public addTable(table: dynamodb.ITable, options: MonitoringOptions = {}): void {
    this.watch('table', table, tablePart(table, labelOf(table, options.label), this.settled(options)));
  }

  /** Shows a bucket; S3 writes nothing by the minute that could alarm. */
  public addBucket(bucket: s3.IBucket, options: MonitoringOptions = {}): void {
    this.watch('bucket', bucket, bucketPart(bucket, labelOf(bucket, options.label)));
  }

  /** Watches the replication of a bucket to another region: in the region that the objects come from. */
  public addReplication(source: s3.IBucket, options: ReplicationMonitoringOptions): void {
    const label = labelOf(source, options.label);
    this.watch('source', source, replicationPart(source, label, options, this.settled(options)));
  }

  /** Watches the deliveries of a topic. */
  public addTopic(topic: sns.ITopic, options: MonitoringOptions = {}): void {
    this.watch('topic', topic, topicPart(topic, labelOf(topic, options.label), this.settled(options)));
  }

  /** Watches an application load balancer and one target group behind it. */
  public addLoadBalancer(loadBalancer: elbv2.IApplicationLoadBalancer, options: LoadBalancerMonitoringOptions): void {
    const label = labelOf(loadBalancer, options.label);
    this.watch('loadBalancer', loadBalancer, loadBalancerPart(loadBalancer, label, options, this.settled(options)));
  }

  /** Watches a container service. */
  public addService(service: ecs.BaseService, options: MonitoringOptions = {}): void {
    this.watch('service', service, servicePart(service, labelOf(service, options.label), this.settled(options)));
  }

  /** @internal */
  public get _parts(): MonitoredPart[] {
    return this.#parts;
  }

  /** @internal */
  public get _alarmSet(): AlarmSet {
    return this.#set;
  }

  /** @internal */
  public _add(construct: Construct | IResource, part: MonitoredPart): void {
    this.#labels.take(part.section, part.label, construct.node.path);
    this.#set.add(part);
    this.#parts.push(part);
  }

  private watch(prop: string, resource: IResource, part: MonitoredPart): void {
    requireRegion(this, resource, prop);
    this._add(resource, part);
  }

  private settled(options: MonitoringOptions): SettledThresholds {
    return settle(this.#props.thresholds, options.thresholds);
  }
}
