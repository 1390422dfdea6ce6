import type { APIGatewayProxyEvent } from 'aws-lambda';

/** A proxy event of the REST API, as far as our code reads it. */
export function restEvent(changes: Partial<APIGatewayProxyEvent> = {}): APIGatewayProxyEvent {
  return {
    path: '/payments',
    httpMethod: 'POST',
    headers: {},
    multiValueHeaders: {},
    pathParameters: null,
    body: null,
    isBase64Encoded: false,
    requestContext: {
      path: '/dev/payments',
      requestId: '01935d2a-0000-7000-8000-00000000c0de',
      identity: { userArn: 'arn:aws:iam::111122223333:user/shop', sourceIp: '198.51.100.7' },
    },
    ...changes,
  } as APIGatewayProxyEvent;
}
