/**
 * The session table: one table, items told apart by the prefix of their key.
 * payment view `PAYMENT#<id>`, edge idempotency `IDEMPOTENCY#<caller>#<key>`, velocity counter `VELOCITY#<feature>#<value>#<window>`,
 * consumer receipt `RECEIPT#<consumer>#<eventId>`.
 */
export const SessionTable = {
  PARTITION_KEY: 'sessionId',
  TIME_TO_LIVE: 'expiresAt',
} as const;

export const SessionKey = {
  payment: (paymentId: string) => `PAYMENT#${paymentId}`,
  idempotency: (callerId: string, idempotencyKey: string) => `IDEMPOTENCY#${callerId}#${idempotencyKey}`,
  velocity: (feature: string, value: string, window: string) => `VELOCITY#${feature}#${value}#${window}`,
  receipt: (consumer: string, eventId: string) => `RECEIPT#${consumer}#${eventId}`,
} as const;

/** Item prefixes, for `dynamodb:LeadingKeys` conditions. */
export const SessionKeyPrefix = {
  PAYMENT: 'PAYMENT#*',
  IDEMPOTENCY: 'IDEMPOTENCY#*',
  VELOCITY: 'VELOCITY#*',
  RECEIPT: 'RECEIPT#*',
} as const;
