import { PROBLEM_TYPE_BASE } from '../../src/contract/problems';
import { errorCatalogue } from '../domain/error-catalogue';
import type { Violation } from '../domain/violation';
import { PaymentError } from './errors';

/** Problem details (RFC 9457) with our extensions `code`, `retryable` and `errors`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** This occurrence, as the logs know it. */
  readonly instance: string;
  readonly code: string;
  readonly retryable: boolean;
  readonly errors?: readonly Violation[];
}

/** What a client is told of an error. Of one that is not ours it is told nothing but that it happened. */
export function problemOf(error: unknown, correlationId: string): Problem {
  const known = error instanceof PaymentError ? error : new PaymentError('internal-error', 'the request failed');
  const { title, remedy } = errorCatalogue[known.code];
  return {
    type: PROBLEM_TYPE_BASE + known.code,
    title,
    status: known.status,
    detail: known.status === 500 ? remedy : `${capitalized(known.message)}. ${remedy}`,
    instance: `urn:uuid:${correlationId}`,
    code: known.code,
    retryable: known.retryable,
    ...(known.violations.length > 0 && { errors: known.violations }),
  };
}

function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
