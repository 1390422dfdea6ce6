/** What the gateway answers by itself is a problem like any other: the functions' own declaration judges it. */
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ResponseType } from 'aws-cdk-lib/aws-apigateway';
import * as v from 'valibot';
import { problemDetails } from '../../handlers/api/problem-details';
import { PaymentRestApi } from '../../src/payment-rest-api';
import { payFunction } from '../payment-rest-api/pay-function';

interface GatewayResponse {
  readonly ResponseType: string;
  readonly StatusCode: string;
  readonly ResponseParameters: Record<string, string>;
  readonly ResponseTemplates: Record<string, string>;
}

const stack = new Stack();
new PaymentRestApi(stack, 'Api').addRoute('GET', '/payments', payFunction(stack));
const responses = Object.values(Template.fromStack(stack).findResources('AWS::ApiGateway::GatewayResponse')).map(
  ({ Properties }): GatewayResponse => Properties,
);
const everyType = Object.values(ResponseType)
  .filter((type) => type instanceof ResponseType)
  .map((type) => type.responseType);

const rendered = ({ ResponseTemplates }: GatewayResponse) =>
  ResponseTemplates['application/json'].replaceAll('$context.requestId', '0189f7ea-ae2c-7809-8aeb-b819cf5e9e7f');

test('there is an answer for every type that the gateway knows', () => {
  expect(responses.map((response) => response.ResponseType).sort()).toEqual(everyType.sort());
});

test.each(responses)('$ResponseType is answered with a problem of its status', (response) => {
  const problem = v.parse(problemDetails, JSON.parse(rendered(response)));
  expect(String(problem.status)).toBe(response.StatusCode);
  expect(problem.instance).toBe('urn:uuid:0189f7ea-ae2c-7809-8aeb-b819cf5e9e7f');
  expect(response.ResponseParameters).toMatchObject({
    'gatewayresponse.header.Content-Type': "'application/problem+json'",
    'gatewayresponse.header.Cache-Control': "'no-store'",
  });
});

test.each(responses)('$ResponseType says nothing that the client sent', (response) => {
  expect(rendered(response)).not.toContain('$');
});

test.each([
  ['WAF_FILTERED', '403'],
  ['MISSING_AUTHENTICATION_TOKEN', '404'],
  ['REQUEST_TOO_LARGE', '413'],
  ['UNSUPPORTED_MEDIA_TYPE', '415'],
  ['THROTTLED', '429'],
  ['INTEGRATION_FAILURE', '503'],
  ['INTEGRATION_TIMEOUT', '504'],
])('%s has the status %s', (type, status) => {
  expect(responses.find((response) => response.ResponseType === type)?.StatusCode).toBe(status);
});

test('whoever may come again is told when', () => {
  const told = responses.filter((response) => 'gatewayresponse.header.Retry-After' in response.ResponseParameters);
  expect(told.map((response) => response.StatusCode).sort()).toEqual(['429', '429', '503', '504']);
});
