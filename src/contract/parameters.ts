/** Parameter Store names below `CONFIGURATION_PATH`; `SECURE` ones are SecureStrings and lie below `secure/`. */
export const ParameterName = {
  DATABASE_ENDPOINT: 'database-endpoint',
  DATABASE_READER_ENDPOINT: 'database-reader-endpoint',
  API_URL: 'api-url',
  /** Base URL of the acquirer, https only. */
  ACQUIRER_URL: 'acquirer-url',
  /** JSON object of booleans, see `FeatureFlag`. */
  FEATURE_FLAGS: 'feature-flags',
  /** JSON document of fraud rules; absent: the rules that ship with the library. */
  FRAUD_RULES: 'fraud-rules',
  /** JSON object of seconds, see `readReconciliationPolicy`; absent: its defaults. */
  RECONCILIATION: 'reconciliation',
  /** URL that gets signed webhooks; absent or `-`: none. */
  WEBHOOK_URL: 'webhook-url',
  /** SecureString: key of the webhook signature. */
  WEBHOOK_SIGNING_KEY: 'secure/webhook-signing-key',
} as const;

/** Switches in the `feature-flags` parameter; an absent flag has the value named here. */
export const FeatureFlag = {
  FRAUD_SCORING: { name: 'fraudScoring', fallback: true },
  WEBHOOKS: { name: 'webhooks', fallback: true },
} as const;

/** Value of an optional parameter that says "none": Parameter Store takes no empty value. */
export const NO_VALUE = '-';
