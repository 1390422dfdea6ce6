import type { APIGatewayProxyEvent } from 'aws-lambda';
import { callerOf } from './caller';

/** A request as use cases see it, whichever edge it came through. */
export interface HttpRequest {
  /** As the client sees it, stage included; a `Location` is built from it. */
  readonly path: string;
  readonly pathParameters: Readonly<Record<string, string | undefined>>;
  /** By lower-case name, in order of arrival. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: Uint8Array;
  /** Who calls, as the authorizer of the edge found out; never what the client says of itself. */
  readonly callerId?: string;
  /** Of the connection, as the edge saw it; never a header, which the client writes. */
  readonly sourceIp?: string;
  readonly correlationId: string;
}

/** From the REST API's proxy event (payload 1.0). */
export function restRequest(event: APIGatewayProxyEvent): HttpRequest {
  return {
    path: event.requestContext.path ?? event.path,
    pathParameters: event.pathParameters ?? {},
    headers: headersOf(event),
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    callerId: callerOf(event.requestContext),
    sourceIp: event.requestContext.identity?.sourceIp,
    correlationId: event.requestContext.requestId,
  };
}

function headersOf(event: APIGatewayProxyEvent): ReadonlyMap<string, readonly string[]> {
  const headers = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(event.headers ?? {})) {
    if (value !== undefined) headers.set(name.toLowerCase(), [value]);
  }
  for (const [name, values] of Object.entries(event.multiValueHeaders ?? {})) {
    if (values !== undefined) headers.set(name.toLowerCase(), values);
  }
  return headers;
}
