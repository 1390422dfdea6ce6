/** Custom metrics: what handlers emit (EMF) and what dashboards and alarms read. The dimension is `service`, and no other. */
export const METRICS_NAMESPACE = 'Payments';

/** Dimension that powertools adds to every metric: the function's service name. */
export const SERVICE_DIMENSION = 'service';

export const PaymentMetric = {
  COLD_START: { name: 'ColdStart', unit: 'Count' },
  PAYMENT_RECEIVED: { name: 'PaymentReceived', unit: 'Count' },
  PAYMENT_REJECTED: { name: 'PaymentRejected', unit: 'Count' },
  PAYMENT_REPLAYED: { name: 'PaymentReplayed', unit: 'Count' },
  PAYMENT_AUTHORIZED: { name: 'PaymentAuthorized', unit: 'Count' },
  PAYMENT_DECLINED: { name: 'PaymentDeclined', unit: 'Count' },
  PAYMENT_UNRESOLVED: { name: 'PaymentUnresolved', unit: 'Count' },
  PAYMENT_FAILED: { name: 'PaymentFailed', unit: 'Count' },
  PAYMENT_CAPTURED: { name: 'PaymentCaptured', unit: 'Count' },
  PAYMENT_VOIDED: { name: 'PaymentVoided', unit: 'Count' },
  PAYMENT_EXPIRED: { name: 'PaymentExpired', unit: 'Count' },
  PAYMENT_REFUNDED: { name: 'PaymentRefunded', unit: 'Count' },
  STEP_REVERSED: { name: 'StepReversed', unit: 'Count' },
  FRAUD_APPROVED: { name: 'FraudApproved', unit: 'Count' },
  FRAUD_REVIEWED: { name: 'FraudReviewed', unit: 'Count' },
  FRAUD_DECLINED: { name: 'FraudDeclined', unit: 'Count' },
  PROCESSING_LATENCY: { name: 'ProcessingLatency', unit: 'Milliseconds' },
  ACQUIRER_LATENCY: { name: 'AcquirerLatency', unit: 'Milliseconds' },
  COMMIT_LATENCY: { name: 'CommitLatency', unit: 'Milliseconds' },
  EVENT_RELAYED: { name: 'EventRelayed', unit: 'Count' },
  OUTBOX_AGE: { name: 'OutboxAge', unit: 'Seconds' },
  LEDGER_IMBALANCE: { name: 'LedgerImbalance', unit: 'Count' },
  NOTIFICATION_DELIVERED: { name: 'NotificationDelivered', unit: 'Count' },
  NOTIFICATION_FAILED: { name: 'NotificationFailed', unit: 'Count' },
  UNRESOLVED_PAYMENTS: { name: 'UnresolvedPayments', unit: 'Count' },
  UNRESOLVED_AGE: { name: 'UnresolvedAge', unit: 'Seconds' },
  PAYMENT_RECONCILED: { name: 'PaymentReconciled', unit: 'Count' },
  SUBMISSION_AGE: { name: 'SubmissionAge', unit: 'Seconds' },
  OPERATOR_CASE_RAISED: { name: 'OperatorCaseRaised', unit: 'Count' },
  AUDIT_SEAL_AGE: { name: 'AuditSealAge', unit: 'Seconds' },
  AUDIT_RECORD_SEALED: { name: 'AuditRecordSealed', unit: 'Count' },
  SETTLEMENT_MATCHED: { name: 'SettlementMatched', unit: 'Count' },
  SETTLEMENT_DIFFERENCE: { name: 'SettlementDifference', unit: 'Count' },
} as const;
