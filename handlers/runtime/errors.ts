import { type ErrorCode, errorCatalogue } from '../domain/error-catalogue';
import type { Violation } from '../domain/violation';

export interface PaymentErrorOptions {
  readonly cause?: unknown;
  readonly retryAfterSeconds?: number;
  readonly violations?: readonly Violation[];
}

/** Every error we throw on purpose. The message is ours, may be shown, and never holds what a client or a foreign error said. */
export class PaymentError extends Error {
  readonly status: number;
  readonly retryable: boolean;
  readonly retryAfterSeconds?: number;
  readonly violations: readonly Violation[];

  constructor(
    readonly code: ErrorCode,
    message: string,
    options: PaymentErrorOptions = {},
  ) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.status = errorCatalogue[code].status;
    this.retryable = errorCatalogue[code].retryable;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.violations = options.violations ?? [];
  }
}

/** The client can mend it: becomes a 4xx answer. */
export class RequestError extends PaymentError {}

/** The acquirer did not take the call, and it is certain that nothing was executed there. */
export class AcquirerUnavailableError extends PaymentError {
  constructor(message: string, options: PaymentErrorOptions = {}) {
    super('acquirer-unavailable', message, { retryAfterSeconds: 5, ...options });
  }
}

/** The acquirer answered that it will not do this, and never will: wrong credential, request it does not understand. */
export class AcquirerRefusedError extends PaymentError {
  constructor(message: string, options: PaymentErrorOptions = {}) {
    super('acquirer-refused', message, options);
  }
}

/** The ledger could not be reached after bounded retries; nothing was committed, or the same key will find it. */
export class LedgerUnavailableError extends PaymentError {
  constructor(message: string, options: PaymentErrorOptions = {}) {
    super('ledger-unavailable', message, { retryAfterSeconds: 5, ...options });
  }
}

/** A service of the platform (table, queue, key, parameters) did not answer after bounded retries. */
export class ServiceUnavailableError extends PaymentError {
  constructor(message: string, options: PaymentErrorOptions = {}) {
    super('service-unavailable', message, { retryAfterSeconds: 2, ...options });
  }
}

/** An environment variable, a parameter or a secret is missing or wrong; the message names it. */
export class ConfigurationError extends PaymentError {
  constructor(message: string, options: PaymentErrorOptions = {}) {
    super('configuration-invalid', message, options);
  }
}

/** The merchant's endpoint did not accept an event after bounded retries. */
export class WebhookError extends PaymentError {
  constructor(message: string, options: PaymentErrorOptions = {}) {
    super('webhook-failed', message, options);
  }
}

/** A message that is not one of ours, or of a version this code does not know. */
export class EventRefusedError extends PaymentError {
  constructor(message: string, options: PaymentErrorOptions = {}) {
    super('event-refused', message, options);
  }
}

export class MigrationError extends PaymentError {
  constructor(message: string, options: PaymentErrorOptions = {}) {
    super('migration-failed', message, options);
  }
}

/** The sealed audit trail is not what it should be, and nothing was written over it. */
export class AuditTrailError extends PaymentError {
  constructor(message: string, options: PaymentErrorOptions = {}) {
    super('audit-trail-broken', message, options);
  }
}

export class RotationError extends PaymentError {
  constructor(message: string, options: PaymentErrorOptions = {}) {
    super('rotation-failed', message, options);
  }
}
