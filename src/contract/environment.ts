/**
 * Names of the environment variables by which a construct tells its function where things are.
 * One object per function; a function reads exactly these, and a test compares both sides.
 * Values that operators change without deploying are not here: they are parameters (`parameters.ts`).
 */

/** Every function has these. */
export const FunctionEnvironment = {
  /** Name in logs and metrics, for instance `validate-payment`. */
  SERVICE_NAME: 'POWERTOOLS_SERVICE_NAME',
  METRICS_NAMESPACE: 'POWERTOOLS_METRICS_NAMESPACE',
  LOG_LEVEL: 'POWERTOOLS_LOG_LEVEL',
  /** Parameter Store path under which the configuration lies, without a slash at the end. */
  CONFIGURATION_PATH: 'CONFIGURATION_PATH',
} as const;

/** Functions that open a database session as the application user. */
export const DatabaseEnvironment = {
  /** Host without port; overrides what the secret says (a proxy, a reader). */
  DATABASE_HOST: 'DATABASE_HOST',
  DATABASE_PORT: 'DATABASE_PORT',
  DATABASE_NAME: 'DATABASE_NAME',
  /** ARN of the application user's secret; absent where IAM authentication is used. */
  DATABASE_SECRET_ARN: 'DATABASE_SECRET_ARN',
  /** User for IAM authentication; absent where a secret is used. */
  DATABASE_IAM_USER: 'DATABASE_IAM_USER',
} as const;

/** Functions that talk to the acquirer. */
export const AcquirerEnvironment = {
  /** ARN of the secret that holds `{ "apiKey": "…" }`. */
  ACQUIRER_SECRET_ARN: 'ACQUIRER_SECRET_ARN',
} as const;

export const ValidatePaymentEnvironment = {
  ...AcquirerEnvironment,
  SESSION_TABLE_NAME: 'SESSION_TABLE_NAME',
  PAYMENT_QUEUE_URL: 'PAYMENT_QUEUE_URL',
  FINGERPRINT_KEY_ID: 'FINGERPRINT_KEY_ID',
} as const;

export const GetPaymentEnvironment = {
  SESSION_TABLE_NAME: 'SESSION_TABLE_NAME',
} as const;

export const ProcessPaymentEnvironment = {
  ...DatabaseEnvironment,
  ...AcquirerEnvironment,
  SESSION_TABLE_NAME: 'SESSION_TABLE_NAME',
  EVENT_TOPIC_ARN: 'EVENT_TOPIC_ARN',
} as const;

export const StepPaymentEnvironment = {
  ...DatabaseEnvironment,
  ...AcquirerEnvironment,
  EVENT_TOPIC_ARN: 'EVENT_TOPIC_ARN',
  OPERATOR_QUEUE_URL: 'OPERATOR_QUEUE_URL',
} as const;

export const ExpirePaymentsEnvironment = {
  ...DatabaseEnvironment,
  /** How long an authorization reserves. */
  AUTHORIZATION_SECONDS: 'AUTHORIZATION_SECONDS',
} as const;

export const RelayOutboxEnvironment = {
  ...DatabaseEnvironment,
  EVENT_TOPIC_ARN: 'EVENT_TOPIC_ARN',
} as const;

export const ReconcilePaymentEnvironment = {
  ...DatabaseEnvironment,
  ...AcquirerEnvironment,
  SESSION_TABLE_NAME: 'SESSION_TABLE_NAME',
  OPERATOR_QUEUE_URL: 'OPERATOR_QUEUE_URL',
} as const;

export const SealAuditEnvironment = {
  ...DatabaseEnvironment,
  AUDIT_BUCKET_NAME: 'AUDIT_BUCKET_NAME',
  /** Start of every key of the trail, with a slash at its end. */
  AUDIT_PREFIX: 'AUDIT_PREFIX',
  AUDIT_SIGNING_KEY_ID: 'AUDIT_SIGNING_KEY_ID',
} as const;

export const MatchSettlementEnvironment = {
  ...DatabaseEnvironment,
  SETTLEMENT_BUCKET_NAME: 'SETTLEMENT_BUCKET_NAME',
  /** Start of the keys of files that come in, with a slash at its end. */
  SETTLEMENT_INCOMING_PREFIX: 'SETTLEMENT_INCOMING_PREFIX',
  /** Start of the keys of reports, with a slash at its end. */
  SETTLEMENT_REPORT_PREFIX: 'SETTLEMENT_REPORT_PREFIX',
  /** Days after which a capture or refund must have been in a file. */
  SETTLES_WITHIN_DAYS: 'SETTLES_WITHIN_DAYS',
  OPERATOR_QUEUE_URL: 'OPERATOR_QUEUE_URL',
} as const;

export const ProjectPaymentEnvironment = {
  SESSION_TABLE_NAME: 'SESSION_TABLE_NAME',
} as const;

export const NotifyPaymentEnvironment = {
  SESSION_TABLE_NAME: 'SESSION_TABLE_NAME',
  NOTIFICATION_TOPIC_ARN: 'NOTIFICATION_TOPIC_ARN',
} as const;

/** Custom resource: the admin secret opens the session, the application users get their roles. */
export const MigrateLedgerEnvironment = {
  DATABASE_ADMIN_SECRET_ARN: 'DATABASE_ADMIN_SECRET_ARN',
} as const;

export const RotateCredentialEnvironment = {
  /** Set where the user cannot change its own password, or where two users alternate. */
  DATABASE_ADMIN_SECRET_ARN: 'DATABASE_ADMIN_SECRET_ARN',
  /** Characters that must not appear in a generated password. */
  EXCLUDED_CHARACTERS: 'EXCLUDED_CHARACTERS',
} as const;
