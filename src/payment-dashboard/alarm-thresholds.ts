import type { Duration } from 'aws-cdk-lib';
import type { PaymentThresholds } from './payment-thresholds';

/**
 * Above which value each alarm goes off, or below which where it says so. Every alarm compares strictly: a value that equals its
 * threshold is still good.
 */
export interface AlarmThresholds extends PaymentThresholds {
  /**
   * Time that one value stands for: the window of every rate, sum and percentile; 1 minute to 1 hour.
   *
   * @default Duration.minutes(5)
   */
  readonly period?: Duration;

  /**
   * Requests, runs, payments or notifications within a period below which a rate counts as 0, so that one error of one request wakes nobody.
   *
   * @default 20
   */
  readonly minimumRequests?: number;

  /**
   * Percent of API requests answered by 5XX.
   *
   * @default 1
   */
  readonly apiServerErrorRate?: number;

  /**
   * Percent of API requests answered by 4XX.
   *
   * @default 25
   */
  readonly apiClientErrorRate?: number;

  /**
   * Time of an API request, 99th percentile.
   *
   * @default Duration.seconds(1)
   */
  readonly apiLatency?: Duration;

  /**
   * Percent of a function's runs that failed.
   *
   * @default 5
   */
  readonly functionErrorRate?: number;

  /**
   * Runs of a function that failed within an hour in which none succeeded: for what runs too seldom for a rate.
   *
   * @default 2
   */
  readonly functionFailures?: number;

  /**
   * Runs of a function that were refused within a period.
   *
   * @default 0
   */
  readonly functionThrottles?: number;

  /**
   * Percent of a function's time-out that its runs take, 99th percentile.
   *
   * @default 80
   */
  readonly functionDuration?: number;

  /**
   * Time that the oldest message of a queue has waited.
   *
   * @default Duration.minutes(5)
   */
  readonly queueAge?: Duration;

  /**
   * Messages in a dead-letter queue.
   *
   * @default 0
   */
  readonly deadLetters?: number;

  /**
   * Percent of a database's processors in use, of its writer or, in the mean, of its readers.
   *
   * @default 80
   */
  readonly databaseCpu?: number;

  /**
   * Percent of the connections that a database instance allows.
   *
   * @default 80
   */
  readonly databaseConnections?: number;

  /**
   * How far the slowest reader of a cluster is behind.
   *
   * @default Duration.seconds(1)
   */
  readonly databaseReplicaLag?: Duration;

  /**
   * Free storage of a database instance, in GiB, below which it alarms.
   *
   * @default 10
   */
  readonly databaseFreeStorage?: number;

  /**
   * Requests that DynamoDB refused within a period, reads and writes together.
   *
   * @default 0
   */
  readonly tableThrottles?: number;

  /**
   * Percent of a load balancer's requests that its targets answered by 5XX, or that it could not pass on.
   *
   * @default 1
   */
  readonly loadBalancerServerErrorRate?: number;

  /**
   * Time of an answer behind a load balancer, 99th percentile.
   *
   * @default Duration.seconds(1)
   */
  readonly loadBalancerLatency?: Duration;

  /**
   * Unhealthy targets behind a load balancer.
   *
   * @default 0
   */
  readonly unhealthyTargets?: number;

  /**
   * How far the replica of a bucket is behind.
   *
   * @default Duration.minutes(15)
   */
  readonly replicationLatency?: Duration;

  /**
   * Objects that could not be replicated within a period.
   *
   * @default 0
   */
  readonly replicationFailures?: number;

  /**
   * Percent of a container service's processors in use.
   *
   * @default 80
   */
  readonly serviceCpu?: number;

  /**
   * Percent of a container service's memory in use.
   *
   * @default 80
   */
  readonly serviceMemory?: number;

  /**
   * Notifications that a topic could not deliver within a period.
   *
   * @default 0
   */
  readonly topicDeliveryFailures?: number;
}
