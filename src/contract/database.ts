/** Database names that the migrations create and the constructs and handlers rely on. */
export const LedgerDatabase = {
  NAME: 'payments',
  ADMIN_USER: 'payment_admin',
  APPLICATION_USER: 'payment_app',
  /** Role that owns nothing and may only call the ledger's functions; every application user is a member. */
  APPLICATION_ROLE: 'payment_application',
  PORT: 5432,
} as const;

/** Properties of the two custom resources, as their functions receive them in `ResourceProperties`. */
export const MigrateLedgerProperty = {
  /** Hash of all migrations: a new one makes CloudFormation call again. */
  MIGRATIONS_HASH: 'migrationsHash',
  /** Secrets of the application users that log in by password. */
  APPLICATION_SECRET_ARNS: 'applicationSecretArns',
  /** Application users that log in by IAM. */
  IAM_USERS: 'iamUsers',
} as const;

export const SecureParameterProperty = {
  PARAMETER_NAME: 'parameterName',
  KEY_ID: 'keyId',
  SECRET_ARN: 'secretArn',
  /** Field of the secret's JSON; absent: the whole secret string. */
  SECRET_FIELD: 'secretField',
  /** Version of the secret, so that a new one is copied. */
  VERSION: 'version',
} as const;
