/** What the build puts into assets/: one folder per function below `functions/`, each with an `index.js` that exports `handler`. */
export const FunctionAsset = {
  VALIDATE_PAYMENT: 'validate-payment',
  GET_PAYMENT: 'get-payment',
  PROCESS_PAYMENT: 'process-payment',
  STEP_PAYMENT: 'step-payment',
  EXPIRE_PAYMENTS: 'expire-payments',
  RELAY_OUTBOX: 'relay-outbox',
  RECONCILE_PAYMENT: 'reconcile-payment',
  SEAL_AUDIT: 'seal-audit',
  MATCH_SETTLEMENT: 'match-settlement',
  PROJECT_PAYMENT: 'project-payment',
  NOTIFY_PAYMENT: 'notify-payment',
  ROTATE_CREDENTIAL: 'rotate-credential',
  MIGRATE_LEDGER: 'migrate-ledger',
  WRITE_SECURE_PARAMETER: 'write-secure-parameter',
} as const;

export const FUNCTION_ENTRY = 'index.handler';

/** JSON Schemas (draft 4 for API Gateway) below `assets/contract/`. */
export const ContractAsset = {
  PAYMENT_REQUEST: 'payment-request',
} as const;
