import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { GatewayProblem, PROBLEM_TYPE_BASE } from '../../contract/problems';

const { ResponseType } = apigateway;

/** An unknown path and a missing signature are the same to the gateway: it says so instead of guessing. */
const UNKNOWN_OR_UNSIGNED: GatewayProblem = {
  ...GatewayProblem.ROUTE_NOT_FOUND,
  detail: `${GatewayProblem.ROUTE_NOT_FOUND.detail} Sign the request: without a signature no route is found either.`,
};

interface GatewayAnswer {
  readonly type: apigateway.ResponseType;
  readonly problem: GatewayProblem;
  readonly retryAfterSeconds?: number;
}

/**
 * Every type of answer that a gateway gives by itself, in the terms of the error catalogue. The two defaults stand for types
 * that are not named here: signatures that cannot be read, and functions that crashed.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
const GATEWAY_ANSWERS: GatewayAnswer[] = [
  { type: ResponseType.ACCESS_DENIED, problem: GatewayProblem.ACCESS_DENIED },
  { type: ResponseType.API_CONFIGURATION_ERROR, problem: GatewayProblem.INTERNAL_ERROR },
  { type: ResponseType.AUTHORIZER_CONFIGURATION_ERROR, problem: GatewayProblem.INTERNAL_ERROR },
  { type: ResponseType.AUTHORIZER_FAILURE, problem: GatewayProblem.INTERNAL_ERROR },
  { type: ResponseType.BAD_REQUEST_BODY, problem: GatewayProblem.MALFORMED_BODY },
  { type: ResponseType.BAD_REQUEST_PARAMETERS, problem: GatewayProblem.IDEMPOTENCY_KEY_MISSING },
  { type: ResponseType.DEFAULT_4XX, problem: GatewayProblem.CALLER_UNKNOWN },
  { type: ResponseType.DEFAULT_5XX, problem: GatewayProblem.INTERNAL_ERROR },
  { type: ResponseType.EXPIRED_TOKEN, problem: GatewayProblem.CALLER_UNKNOWN },
  { type: ResponseType.INTEGRATION_FAILURE, problem: GatewayProblem.SERVICE_UNAVAILABLE, retryAfterSeconds: 5 },
  { type: ResponseType.INTEGRATION_TIMEOUT, problem: GatewayProblem.ANSWER_TIMED_OUT, retryAfterSeconds: 5 },
  { type: ResponseType.INVALID_API_KEY, problem: GatewayProblem.CALLER_UNKNOWN },
  { type: ResponseType.INVALID_SIGNATURE, problem: GatewayProblem.CALLER_UNKNOWN },
  { type: ResponseType.MISSING_AUTHENTICATION_TOKEN, problem: UNKNOWN_OR_UNSIGNED },
  { type: ResponseType.QUOTA_EXCEEDED, problem: GatewayProblem.TOO_MANY_REQUESTS, retryAfterSeconds: 60 },
  { type: ResponseType.REQUEST_TOO_LARGE, problem: GatewayProblem.BODY_TOO_LARGE },
  { type: ResponseType.RESOURCE_NOT_FOUND, problem: GatewayProblem.ROUTE_NOT_FOUND },
  { type: ResponseType.THROTTLED, problem: GatewayProblem.TOO_MANY_REQUESTS, retryAfterSeconds: 1 },
  { type: ResponseType.UNAUTHORIZED, problem: GatewayProblem.CALLER_UNKNOWN },
  { type: ResponseType.UNSUPPORTED_MEDIA_TYPE, problem: GatewayProblem.MEDIA_TYPE_UNSUPPORTED },
  { type: ResponseType.WAF_FILTERED, problem: GatewayProblem.ACCESS_DENIED },
];

/** The gateway's own answers become problem details (RFC 9457), like those of the functions behind it. */
export function answerWithProblems(api: apigateway.RestApi): void {
  for (const { type, problem, retryAfterSeconds } of GATEWAY_ANSWERS) {
    api.addGatewayResponse(`Gateway-${type.responseType}`, {
      type,
      statusCode: String(problem.status),
      responseHeaders: {
        'Content-Type': "'application/problem+json'",
        'Cache-Control': "'no-store'",
        'X-Content-Type-Options': "'nosniff'",
        ...(retryAfterSeconds && { 'Retry-After': `'${retryAfterSeconds}'` }),
      },
      // the gateway takes the template of this type whatever the request accepts; the header above says what it is
      templates: { 'application/json': template(problem) },
    });
  }
}

/**
 * Literal but for the id of the request, a UUID: the gateway escapes no other variable that would tell more.
 */
function template({ code, status, title, retryable, detail }: GatewayProblem): string {
  const instance = 'urn:uuid:$context.requestId';
  return JSON.stringify({ type: PROBLEM_TYPE_BASE + code, title, status, detail, instance, code, retryable });
}
