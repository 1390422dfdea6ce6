import type { Duration } from 'aws-cdk-lib';

/** Above which value each alarm over payments goes off, and below which that over payments received does. */
export interface PaymentThresholds {
  /**
   * Payments received within a period, 0 or more, below which it alarms: an outage before the API is as silent as a quiet night.
   *
   * @default 0 - no such alarm
   */
  readonly leastPayments?: number;

  /**
   * Percent of decided payments that failed.
   *
   * @default 1
   */
  readonly paymentFailureRate?: number;

  /**
   * Percent of decided payments that were declined.
   *
   * @default 50
   */
  readonly paymentDeclineRate?: number;

  /**
   * Payments that were left unresolved within a period.
   *
   * @default 0
   */
  readonly unresolvedPayments?: number;

  /**
   * Time that the oldest payment has been unresolved.
   *
   * @default Duration.minutes(30)
   */
  readonly unresolvedAge?: Duration;

  /**
   * Time that the acquirer has not answered the oldest capture, void or refund.
   *
   * @default Duration.minutes(30)
   */
  readonly submissionAge?: Duration;

  /**
   * Cases handed to the operator within a period.
   *
   * @default 0
   */
  readonly operatorCases?: number;

  /**
   * Differences between settlement files and the ledger within a period.
   *
   * @default 0
   */
  readonly settlementDifferences?: number;

  /**
   * Time that the oldest audit record has waited for its seal.
   *
   * @default Duration.minutes(15)
   */
  readonly auditSealAge?: Duration;

  /**
   * Time of an authorization at the acquirer, 99th percentile.
   *
   * @default Duration.seconds(5)
   */
  readonly authorizationLatency?: Duration;

  /**
   * Time of the ledger's transaction, 99th percentile.
   *
   * @default Duration.millis(100)
   */
  readonly commitLatency?: Duration;

  /**
   * Time that the oldest committed payment has waited to be told.
   *
   * @default Duration.minutes(5)
   */
  readonly outboxAge?: Duration;

  /**
   * Percent of notifications that failed.
   *
   * @default 5
   */
  readonly notificationFailureRate?: number;
}
