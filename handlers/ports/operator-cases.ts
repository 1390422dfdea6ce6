/** Something that no program may decide. What is known of it stands in the ledger and in the audit trail; this only calls a person. */
export interface OperatorCase {
  /** Absent where a file is concerned. */
  readonly paymentId?: string;
  /** Name of the settlement file concerned. */
  readonly settlementFile?: string;
  /** What happened, in kebab case: `void-refused`, `amount-mismatch`. A runbook is found by it. */
  readonly kind: string;
  /** A sentence of ours, without card data and without words of others. */
  readonly detail: string;
  /** ISO 8601 UTC. */
  readonly occurredAt: string;
}

/** The operator's queue. A case may be raised again for the same reason: whoever reads it looks at the payment first. */
export interface OperatorCases {
  raise(operatorCase: OperatorCase): Promise<void>;
}
