import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { PaymentError } from './errors';
import { type HttpAnswer, problemAnswer } from './http-answer';
import { type HttpRequest, restRequest } from './http-request';
import { inTime } from './in-time';
import { logger } from './logger';
import { withMetrics } from './metrics';

/** Of the context of an invocation, what is read. */
export interface Invocation {
  readonly getRemainingTimeInMillis?: () => number;
}

const RETRY_AFTER_SECONDS = 5;

/**
 * Puts a use case behind a REST API: event in, proxy answer out, with the correlation id in every line between. Always answers before
 * the function's time is over: `answer-timed-out` tells a caller what to do, a function that vanished does not.
 */
export function restHandler(
  handle: (request: HttpRequest) => Promise<HttpAnswer>,
): (event: APIGatewayProxyEvent, context: Invocation) => Promise<APIGatewayProxyResult> {
  return withMetrics(async (event: APIGatewayProxyEvent, context: Invocation) => {
    const request = restRequest(event);
    const { correlationId } = request;
    logger.setContext({ correlationId });
    try {
      const { status, headers, body } = await inTime(
        context.getRemainingTimeInMillis?.(),
        () => handle(request),
        () => tooLate(correlationId),
      );
      return { statusCode: status, headers: { ...headers, 'X-Correlation-Id': correlationId }, body };
    } finally {
      logger.clearContext();
    }
  });
}

function tooLate(correlationId: string): HttpAnswer {
  const error = new PaymentError('answer-timed-out', 'what the answer needs took too long', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
  logger.error('request failed', error, { status: error.status });
  return problemAnswer(error, correlationId);
}
