import { PaymentError } from './errors';
import type { HttpRequest } from './http-request';
import type { Logger } from './logger';
import { problemOf } from './problem';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers are about one payment of one caller: no cache may keep them. */
const ALWAYS = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' } as const;

export function jsonAnswer(status: number, body: object, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return {
    status,
    headers: { ...ALWAYS, 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

/** Any error as problem details; of a retryable one, when to come back. */
export function problemAnswer(error: unknown, correlationId: string): HttpAnswer {
  const problem = problemOf(error, correlationId);
  const retryAfter = error instanceof PaymentError ? error.retryAfterSeconds : undefined;
  return {
    status: problem.status,
    headers: {
      ...ALWAYS,
      'Content-Type': 'application/problem+json',
      ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
    },
    body: JSON.stringify(problem),
  };
}

/** Makes a use case that throws into one that always answers. */
export function answering(
  logger: Logger,
  handle: (request: HttpRequest) => Promise<HttpAnswer>,
): (request: HttpRequest) => Promise<HttpAnswer> {
  return async (request) => {
    try {
      return await handle(request);
    } catch (error) {
      const answer = problemAnswer(error, request.correlationId);
      if (answer.status >= 500) logger.error('request failed', error, { status: answer.status });
      else if (error instanceof PaymentError) logger.info('request refused', { errorCode: error.code });
      return answer;
    }
  };
}
