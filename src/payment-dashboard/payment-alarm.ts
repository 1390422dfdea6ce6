/** Which topic hears of an alarm. */
export enum AlarmSeverity {
  /** Somebody's money is at stake. */
  FAILED_TRANSACTIONS = 'failed-transactions',
  /** A part of the system fails; payments may still flow. */
  SYSTEM_ERRORS = 'system-errors',
}

/** The alarms there are. Each value is also the name of its section in `docs/operations.md`. */
export enum PaymentAlarm {
  /** The composite of all alarms that mean money, and of failing answers to clients. */
  PAYMENTS_AT_RISK = 'payments-at-risk',
  /** Debits and credits of a currency are not equal. */
  LEDGER_IMBALANCE = 'ledger-imbalance',
  /** Hardly a payment arrives; only where `leastPayments` says what is too few. */
  PAYMENTS_MISSING = 'payments-missing',
  /** The acquirer refuses requests for what they are. */
  PAYMENT_FAILURE_RATE = 'payment-failure-rate',
  /** Far more payments than usual are declined. */
  PAYMENT_DECLINE_RATE = 'payment-decline-rate',
  /** The acquirer left open whether it authorized. */
  PAYMENT_UNRESOLVED = 'payment-unresolved',
  /** A payment has been unresolved for long, or nobody asks the acquirer about them. */
  UNRESOLVED_AGE = 'unresolved-age',
  /** The acquirer has not answered a capture, void or refund for long. */
  SUBMISSION_AGE = 'submission-age',
  /** Something happened that no program may decide. */
  OPERATOR_CASE = 'operator-case',
  /** The acquirer settled something else than we captured. */
  SETTLEMENT_DIFFERENCE = 'settlement-difference',
  /** Authorizations take long at the 99th percentile. */
  AUTHORIZATION_LATENCY = 'authorization-latency',
  /** The ledger's transactions take long at the 99th percentile. */
  COMMIT_LATENCY = 'commit-latency',
  /** Committed payments wait to be told. */
  OUTBOX_AGE = 'outbox-age',
  /** Nobody looks after the outbox, so that nobody would see it grow. */
  OUTBOX_NOT_SWEPT = 'outbox-not-swept',
  /** Audit records wait for their seal, or nobody seals them. */
  AUDIT_SEAL_AGE = 'audit-seal-age',
  /** Webhooks and notifications fail. */
  NOTIFICATION_FAILURE_RATE = 'notification-failure-rate',
  /** Requests fail on our side. */
  API_SERVER_ERROR_RATE = 'api-server-error-rate',
  /** Requests are refused for what they are. */
  API_CLIENT_ERROR_RATE = 'api-client-error-rate',
  /** Answers take long at the 99th percentile. */
  API_LATENCY = 'api-latency',
  /** Runs of a function fail. */
  FUNCTION_ERROR_RATE = 'function-error-rate',
  /** Every run of a function within an hour failed. */
  FUNCTION_FAILING = 'function-failing',
  /** A function is refused more concurrency. */
  FUNCTION_THROTTLES = 'function-throttles',
  /** A function comes near its time-out at the 99th percentile. */
  FUNCTION_DURATION = 'function-duration',
  /** Messages wait. */
  QUEUE_AGE = 'queue-age',
  /** Messages that nobody could handle. */
  DEAD_LETTERS = 'dead-letters',
  /** Processors of the database are busy. */
  DATABASE_CPU = 'database-cpu',
  /** The database runs out of connections. */
  DATABASE_CONNECTIONS = 'database-connections',
  /** Readers are behind the writer. */
  DATABASE_REPLICA_LAG = 'database-replica-lag',
  /** The disk of a database instance fills up. */
  DATABASE_STORAGE = 'database-storage',
  /** DynamoDB refuses requests. */
  TABLE_THROTTLES = 'table-throttles',
  /** Targets behind a load balancer fail. */
  LOAD_BALANCER_SERVER_ERROR_RATE = 'load-balancer-server-error-rate',
  /** Targets behind a load balancer take long at the 99th percentile. */
  LOAD_BALANCER_LATENCY = 'load-balancer-latency',
  /** A load balancer sends a target nothing, since it does not answer checks. */
  UNHEALTHY_TARGETS = 'unhealthy-targets',
  /** Objects reach the other region late. */
  REPLICATION_LATENCY = 'replication-latency',
  /** Objects do not reach the other region. */
  REPLICATION_FAILURES = 'replication-failures',
  /** Processors of a container service are busy. */
  SERVICE_CPU = 'service-cpu',
  /** Memory of a container service fills up. */
  SERVICE_MEMORY = 'service-memory',
  /** A topic could not deliver. */
  TOPIC_DELIVERY_FAILURES = 'topic-delivery-failures',
}
