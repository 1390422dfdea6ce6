/**
 * The session table: one table, items told apart by the prefix of their key.
 * payment view `PAYMENT#<id>`, edge idempotency `IDEMPOTENCY#<caller>#<key>`, velocity counter `VELOCITY#<subject>#<hash of value>`,
 * fraud decision `VELOCITY#decision#<paymentId>`, consumer receipt `RECEIPT#<consumer>#<eventId>`,
 * domain of disposable mail `LIST#disposable-mail#<version>#<domain>`, below `LIST#disposable-mail`, which names the version in force.
 */
export const SessionTable = {
  PARTITION_KEY: 'sessionId',
  TIME_TO_LIVE: 'expiresAt',
} as const;

export const SessionKey = {
  payment: (paymentId: string) => `PAYMENT#${paymentId}`,
  idempotency: (callerId: string, idempotencyKey: string) => `IDEMPOTENCY#${callerId}#${idempotencyKey}`,
  velocity: (subject: string, valueHash: string) => `VELOCITY#${subject}#${valueHash}`,
  /** Below the counters it came from, so that one grant covers both. */
  fraudDecision: (paymentId: string) => `VELOCITY#decision#${paymentId}`,
  disposableMail: () => 'LIST#disposable-mail',
  disposableMailDomain: (version: string, domain: string) => `LIST#disposable-mail#${version}#${domain}`,
  receipt: (consumer: string, eventId: string) => `RECEIPT#${consumer}#${eventId}`,
} as const;

/** Attributes of the item that says which list of disposable mail is in force. */
export const DisposableMailList = {
  VERSION: 'version',
  LOADED_AT: 'loadedAt',
  DOMAINS: 'domains',
} as const;

/** Item prefixes, for `dynamodb:LeadingKeys` conditions. */
export const SessionKeyPrefix = {
  PAYMENT: 'PAYMENT#*',
  IDEMPOTENCY: 'IDEMPOTENCY#*',
  VELOCITY: 'VELOCITY#*',
  LIST: 'LIST#*',
  RECEIPT: 'RECEIPT#*',
} as const;
