/** What an API gateway answers by itself, in the words of the handlers' error catalogue; a test compares the two. */
export interface GatewayProblem {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly retryable: boolean;
  readonly detail: string;
}

/** The code is appended; the page explains it. */
export const PROBLEM_TYPE_BASE = 'https://github.com/org/payment-constructs/blob/main/docs/errors.md#';

export const GatewayProblem = {
  MALFORMED_BODY: {
    code: 'malformed-body',
    status: 400,
    title: 'Body is not a JSON object',
    retryable: false,
    detail: 'Send one JSON object in UTF-8, nested at most 8 levels, each member name once.',
  },
  IDEMPOTENCY_KEY_MISSING: {
    code: 'idempotency-key-missing',
    status: 400,
    title: 'Idempotency-Key header is missing',
    retryable: false,
    detail: 'Make a key for each payment (a UUID), keep it, and send it again with each retry of that payment.',
  },
  CALLER_UNKNOWN: {
    code: 'caller-unknown',
    status: 401,
    title: 'Caller is not known',
    retryable: false,
    detail: 'Sign the request (AWS Signature Version 4) or use the authorization the API is configured with.',
  },
  ACCESS_DENIED: {
    code: 'access-denied',
    status: 403,
    title: 'Access denied',
    retryable: false,
    detail: 'Ask the operator for permission to call this route.',
  },
  ROUTE_NOT_FOUND: {
    code: 'route-not-found',
    status: 404,
    title: 'Route not found',
    retryable: false,
    detail: 'Use a path and method of the OpenAPI document.',
  },
  BODY_TOO_LARGE: {
    code: 'body-too-large',
    status: 413,
    title: 'Body is too large',
    retryable: false,
    detail: 'Send at most 8192 bytes.',
  },
  MEDIA_TYPE_UNSUPPORTED: {
    code: 'media-type-unsupported',
    status: 415,
    title: 'Media type is not supported',
    retryable: false,
    detail: 'Send Content-Type: application/json, in UTF-8, without content encoding.',
  },
  TOO_MANY_REQUESTS: {
    code: 'too-many-requests',
    status: 429,
    title: 'Too many requests',
    retryable: true,
    detail: 'Slow down and repeat with the same key, with growing pauses.',
  },
  INTERNAL_ERROR: {
    code: 'internal-error',
    status: 500,
    title: 'Internal error',
    retryable: true,
    detail: 'Repeat with the same key; if it persists, tell the operator the `instance` of the answer.',
  },
  SERVICE_UNAVAILABLE: {
    code: 'service-unavailable',
    status: 503,
    title: 'Service is unavailable',
    retryable: true,
    detail: 'Repeat with the same key after Retry-After; it stays usable.',
  },
  ANSWER_TIMED_OUT: {
    code: 'answer-timed-out',
    status: 504,
    title: 'No answer in time',
    retryable: true,
    detail: 'Repeat with the same key: if the request was carried out, its answer is given.',
  },
} as const satisfies Readonly<Record<string, GatewayProblem>>;
