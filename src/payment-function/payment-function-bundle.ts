/** Functions whose code ships with this package, in `assets/functions`. */
export enum PaymentFunctionBundle {
  /** Answers `POST /payments`: checks, tokenizes, queues. */
  VALIDATE_PAYMENT = 'validate-payment',
  /** Answers `GET /payments/{id}` from the payment view. */
  GET_PAYMENT = 'get-payment',
  /** Scores, authorizes and commits payments from a queue. */
  PROCESS_PAYMENT = 'process-payment',
  /** Answers `POST /payments/{id}/capture`, `/void` and `/refunds`. */
  STEP_PAYMENT = 'step-payment',
  /** Gives back what was reserved and not captured in time. */
  EXPIRE_PAYMENTS = 'expire-payments',
  /** Publishes events that were left in the ledger's outbox. */
  RELAY_OUTBOX = 'relay-outbox',
  /** Asks the acquirer what became of unresolved payments. */
  RECONCILE_PAYMENT = 'reconcile-payment',
  /** Seals the audit trail into signed digests. */
  SEAL_AUDIT = 'seal-audit',
  /** Matches the settlement files of the acquirer with the ledger. */
  MATCH_SETTLEMENT = 'match-settlement',
  /** Writes the payment view from events. */
  PROJECT_PAYMENT = 'project-payment',
  /** Tells subscribers about events. */
  NOTIFY_PAYMENT = 'notify-payment',
}
