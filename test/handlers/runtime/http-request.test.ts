import type { APIGatewayProxyEvent } from 'aws-lambda';
import { restRequest } from '../../../handlers/runtime/http-request';
import { restEvent } from '../fakes/rest-event';

test('takes path, parameters, body and identity from a proxy event', () => {
  const request = restRequest(restEvent({ body: '{"a":1}', pathParameters: { id: 'p-1' } }));
  expect(request).toMatchObject({ path: '/dev/payments', pathParameters: { id: 'p-1' } });
  expect(Buffer.from(request.body).toString()).toBe('{"a":1}');
  expect(request.callerId).toBe('arn:aws:iam::111122223333:user/shop');
});

test('takes the address of the caller from the edge, and none from a header that the caller wrote', () => {
  const forged = { 'X-Forwarded-For': '203.0.113.66', Forwarded: 'for=203.0.113.66' };
  expect(restRequest(restEvent({ headers: forged })).sourceIp).toBe('198.51.100.7');
  const unknown = JSON.stringify({ ...restEvent({ headers: forged }), requestContext: { requestId: 'request-1' } });
  expect(restRequest(JSON.parse(unknown)).sourceIp).toBeUndefined();
});

test('finds headers whatever their case, with every value', () => {
  const request = restRequest(
    restEvent({ headers: { 'X-One': '2' }, multiValueHeaders: { 'X-ONE': ['1', '2'], 'x-two': ['3'] } }),
  );
  expect([request.headers.get('x-one'), request.headers.get('x-two')]).toEqual([['1', '2'], ['3']]);
});

test('decodes a body that came in base64', () => {
  const request = restRequest(restEvent({ body: Buffer.from([0, 255]).toString('base64'), isBase64Encoded: true }));
  expect([...request.body]).toEqual([0, 255]);
});

test('makes do with an event that has neither body, headers nor parameters', () => {
  const bare: Partial<APIGatewayProxyEvent> = { body: null, headers: undefined, multiValueHeaders: undefined };
  const request = restRequest(restEvent({ ...bare, pathParameters: null }));
  expect([request.body.byteLength, request.headers.size, request.pathParameters]).toEqual([0, 0, {}]);
});
