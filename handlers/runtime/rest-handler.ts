import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { HttpAnswer } from './http-answer';
import { type HttpRequest, restRequest } from './http-request';
import { logger } from './logger';
import { withMetrics } from './metrics';

/** Puts a use case behind a REST API: event in, proxy answer out, with the correlation id in every line between. */
export function restHandler(
  handle: (request: HttpRequest) => Promise<HttpAnswer>,
): (event: APIGatewayProxyEvent, context: unknown) => Promise<APIGatewayProxyResult> {
  return withMetrics(async (event: APIGatewayProxyEvent) => {
    const request = restRequest(event);
    logger.setContext({ correlationId: request.correlationId });
    try {
      const { status, headers, body } = await handle(request);
      return { statusCode: status, headers: { ...headers, 'X-Correlation-Id': request.correlationId }, body };
    } finally {
      logger.clearContext();
    }
  });
}
