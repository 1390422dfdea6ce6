/** One row of the catalogue; `docs/errors.md` is compared with it by a test. */
export interface ErrorEntry {
  /** HTTP status at the edge; for errors that no HTTP client sees, what it would be. */
  readonly status: number;
  /** The same for every occurrence, as RFC 9457 asks. */
  readonly title: string;
  /** Whether the same request may succeed later, unchanged. */
  readonly retryable: boolean;
  /** What the reader should do. */
  readonly remedy: string;
}

/** Every error this code can end with. Codes are part of the API: they are added, never changed. */
export const errorCatalogue = {
  'malformed-body': {
    status: 400,
    title: 'Body is not a JSON object',
    retryable: false,
    remedy: 'Send one JSON object in UTF-8, nested at most 8 levels, each member name once.',
  },
  'idempotency-key-missing': {
    status: 400,
    title: 'Idempotency-Key header is missing',
    retryable: false,
    remedy: 'Make a key for each payment (a UUID), keep it, and send it again with each retry of that payment.',
  },
  'idempotency-key-invalid': {
    status: 400,
    title: 'Idempotency-Key header is not valid',
    retryable: false,
    remedy: 'Send one key of 1 to 255 visible ASCII characters, quoted or bare.',
  },
  'caller-unknown': {
    status: 401,
    title: 'Caller is not known',
    retryable: false,
    remedy: 'Sign the request (AWS Signature Version 4) or use the authorization the API is configured with.',
  },
  'access-denied': {
    status: 403,
    title: 'Access denied',
    retryable: false,
    remedy: 'Ask the operator for permission to call this route.',
  },
  'route-not-found': {
    status: 404,
    title: 'Route not found',
    retryable: false,
    remedy: 'Use a path and method of the OpenAPI document.',
  },
  'payment-not-found': {
    status: 404,
    title: 'Payment not found',
    retryable: false,
    remedy: 'Use the Location that the answer to POST /payments gave to this same caller.',
  },
  'payment-in-progress': {
    status: 409,
    title: 'A request with this key is in progress',
    retryable: true,
    remedy: 'Wait as long as Retry-After says, then send the same request with the same key.',
  },
  'not-authorized': {
    status: 409,
    title: 'Payment is not authorized',
    retryable: false,
    remedy: 'Capture, void or expire a payment in status `authorized`, or what is still reserved of a captured one.',
  },
  'not-captured': {
    status: 409,
    title: 'Payment is not captured',
    retryable: false,
    remedy: 'Refund a payment in status `captured`; void one that is only authorized.',
  },
  'already-captured': {
    status: 409,
    title: 'Payment is captured already',
    retryable: false,
    remedy: 'Nothing is reserved any more: refund the payment to give money back.',
  },
  'already-voided': {
    status: 409,
    title: 'Payment is voided already',
    retryable: false,
    remedy: 'Nothing is reserved any more: make a new payment to charge the card.',
  },
  'already-expired': {
    status: 409,
    title: 'Authorization has expired',
    retryable: false,
    remedy: 'Nothing is reserved any more: make a new payment to charge the card.',
  },
  'already-refunded': {
    status: 409,
    title: 'Payment is refunded already',
    retryable: false,
    remedy: 'All that was captured has been refunded: there is nothing left to do.',
  },
  'already-resolved': {
    status: 409,
    title: 'Payment is resolved already',
    retryable: false,
    remedy: 'Read the payment: what became of it is known.',
  },
  'account-limit': {
    status: 409,
    title: 'Account has no room for this step',
    retryable: false,
    remedy:
      'Nothing was moved: refund less, or repeat with the same key when the account of the merchant holds enough.',
  },
  'not-reversible': {
    status: 409,
    title: 'Step cannot be reversed',
    retryable: true,
    remedy: 'Operator: settle first what stands upon the step, or what its account lacks.',
  },
  'payment-busy': {
    status: 409,
    title: 'Others are changing this payment',
    retryable: true,
    remedy: 'Wait a moment, then send the same request with the same key.',
  },
  'body-too-large': {
    status: 413,
    title: 'Body is too large',
    retryable: false,
    remedy: 'Send at most 8192 bytes.',
  },
  'media-type-unsupported': {
    status: 415,
    title: 'Media type is not supported',
    retryable: false,
    remedy: 'Send Content-Type: application/json, in UTF-8, without content encoding.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'Idempotency-Key was used with another request',
    retryable: false,
    remedy: 'Use a new key for a new payment; a retry must repeat the first request.',
  },
  'amount-exceeds-authorized': {
    status: 422,
    title: 'Amount exceeds what is authorized',
    retryable: false,
    remedy: 'Capture at most what the authorization still reserves.',
  },
  'amount-exceeds-captured': {
    status: 422,
    title: 'Amount exceeds what was captured',
    retryable: false,
    remedy: 'Refund at most what was captured and not yet refunded.',
  },
  'refused-by-acquirer': {
    status: 422,
    title: 'Acquirer refused the step',
    retryable: false,
    remedy: 'Nothing was moved: read the payment, and ask the acquirer why before you try again with a new key.',
  },
  'request-invalid': {
    status: 422,
    title: 'Request does not meet the contract',
    retryable: false,
    remedy: 'Correct the members that `errors` points at.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    retryable: true,
    remedy: 'Slow down and repeat with the same key, with growing pauses.',
  },
  'internal-error': {
    status: 500,
    title: 'Internal error',
    retryable: true,
    remedy: 'Repeat with the same key; if it persists, tell the operator the `instance` of the answer.',
  },
  'configuration-invalid': {
    status: 500,
    title: 'Service is not configured',
    retryable: false,
    remedy: 'Operator: set the environment variable, parameter or secret that the log names.',
  },
  'migration-failed': {
    status: 500,
    title: 'Schema migration failed',
    retryable: false,
    remedy: 'Operator: read the log of the migration function; nothing of the failed migration was kept.',
  },
  'rotation-failed': {
    status: 500,
    title: 'Credential rotation failed',
    retryable: true,
    remedy: 'Operator: read the log of the rotation function; the current credential still works.',
  },
  'audit-trail-broken': {
    status: 500,
    title: 'Audit trail does not hold',
    retryable: false,
    remedy: 'Operator: read the log of the sealing function, and verify the trail; nothing was written over it.',
  },
  'event-refused': {
    status: 500,
    title: 'Event cannot be read',
    retryable: false,
    remedy: 'Operator: look at the dead-letter queue; the message is not one of ours or of a newer version.',
  },
  'webhook-failed': {
    status: 502,
    title: 'Webhook was not accepted',
    retryable: true,
    remedy: 'Operator: check the endpoint in the `webhook-url` parameter; delivery is retried, then dead-lettered.',
  },
  'acquirer-refused': {
    status: 502,
    title: 'Acquirer refused the call',
    retryable: false,
    remedy: 'Operator: check the acquirer credential and URL; the card was not charged.',
  },
  'acquirer-unavailable': {
    status: 503,
    title: 'Acquirer is unavailable',
    retryable: true,
    remedy: 'Repeat with the same key after Retry-After; nothing was charged.',
  },
  'ledger-unavailable': {
    status: 503,
    title: 'Ledger is unavailable',
    retryable: true,
    remedy: 'Repeat with the same key after Retry-After; it stays usable.',
  },
  'service-unavailable': {
    status: 503,
    title: 'Service is unavailable',
    retryable: true,
    remedy: 'Repeat with the same key after Retry-After; it stays usable.',
  },
  'answer-timed-out': {
    status: 504,
    title: 'No answer in time',
    retryable: true,
    remedy: 'Repeat with the same key: if the request was carried out, its answer is given.',
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCatalogue;
