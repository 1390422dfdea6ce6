import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { PaymentRequestModel, PaymentRestApi, type PaymentRestApiProps } from '../../src/payment-rest-api';
import { payFunction } from './pay-function';

const requestModel = PaymentRequestModel.PAYMENT_REQUEST;

function setup(props?: PaymentRestApiProps) {
  const stack = new Stack();
  const api = new PaymentRestApi(stack, 'Api', props);
  return { stack, api, fn: payFunction(stack), template: () => Template.fromStack(stack) };
}

describe('a route', () => {
  test('leads to its function, asks for a signature, and is checked', () => {
    const { api, fn, template } = setup();
    api.addRoute('GET', '/payments/{id}', fn);
    template().hasResourceProperties('AWS::ApiGateway::Method', {
      HttpMethod: 'GET',
      AuthorizationType: 'AWS_IAM',
      RequestValidatorId: { Ref: Match.stringLikeRegexp('Validator') },
      Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST' },
    });
    template().hasResourceProperties('AWS::ApiGateway::RequestValidator', {
      ValidateRequestBody: true,
      ValidateRequestParameters: true,
    });
  });

  test('gives its one method on its one path permission to call the function', () => {
    const { api, fn, template } = setup();
    api.addRoute('GET', '/payments/{id}', fn);
    api.addRoute('POST', '/payments', fn);
    const permissions = Object.values(template().findResources('AWS::Lambda::Permission'));
    const sources = permissions.map(({ Properties }) => JSON.stringify(Properties.SourceArn));
    expect(sources).toHaveLength(2);
    expect(sources[0]).toMatch(/DeploymentStage\w+"},"\/GET\/payments\/\*"/);
    expect(sources[1]).toMatch(/DeploymentStage\w+"},"\/POST\/payments"/);
    for (const { Properties } of permissions) expect(Properties.Principal).toBe('apigateway.amazonaws.com');
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('by %s requires the header Idempotency-Key', (method) => {
    const { api, fn, template } = setup();
    api.addRoute(method, '/payments', fn);
    template().hasResourceProperties('AWS::ApiGateway::Method', {
      RequestParameters: { 'method.request.header.Idempotency-Key': true },
    });
  });

  test.each(['GET', 'HEAD'])('by %s requires no header', (method) => {
    const { api, fn, template } = setup();
    api.addRoute(method, '/payments', fn);
    template().hasResourceProperties('AWS::ApiGateway::Method', { RequestParameters: Match.absent() });
  });

  test('may leave the header to the function', () => {
    const { api, fn, template } = setup();
    api.addRoute('POST', '/validate', fn, { idempotent: false });
    template().hasResourceProperties('AWS::ApiGateway::Method', { RequestParameters: Match.absent() });
  });
});

describe('the steps of a payment', () => {
  test('lead to one function, each by a key of its own and with permission for its path alone', () => {
    const { api, fn, template } = setup();
    api.addStepRoutes(fn);
    template().resourceCountIs('AWS::ApiGateway::Method', 3);
    template().allResourcesProperties('AWS::ApiGateway::Method', {
      HttpMethod: 'POST',
      RequestParameters: { 'method.request.header.Idempotency-Key': true },
    });
    const permissions = Object.values(template().findResources('AWS::Lambda::Permission'));
    const paths = permissions.map(
      ({ Properties }) => /POST\/payments\/\*\/(\w+)/.exec(JSON.stringify(Properties))?.[1],
    );
    expect(paths).toEqual(['capture', 'void', 'refunds']);
  });

  test('stand below the path that one names', () => {
    const { api, fn, template } = setup();
    api.addStepRoutes(fn, '/v2/charges/{id}');
    template().hasResourceProperties('AWS::ApiGateway::Resource', { PathPart: 'charges' });
  });

  test('fails for a path that is none', () => {
    const { api, fn } = setup();
    expect(() => api.addStepRoutes(fn, 'payments')).toThrow(
      "'path' must be a path such as /payments/{id}, got 'payments/capture'",
    );
  });
});

test('the model of the body is a JSON object with the names of the contract, made once', () => {
  const { api, fn, template } = setup();
  api.addRoute('POST', '/payments', fn, { requestModel });
  api.addRoute('PUT', '/payments', fn, { requestModel });
  template().resourceCountIs('AWS::ApiGateway::Model', 1);
  template().hasResourceProperties('AWS::ApiGateway::Model', {
    ContentType: 'application/json',
    Name: Match.absent(),
    Schema: Match.objectLike({
      $schema: 'http://json-schema.org/draft-04/schema#',
      title: 'PaymentRequest',
      type: 'object',
      properties: Match.objectLike({ amountMinor: { description: Match.anyValue() } }),
    }),
  });
  template().allResourcesProperties('AWS::ApiGateway::Method', {
    RequestModels: { 'application/json': { Ref: Match.stringLikeRegexp('PaymentRequest') } },
  });
});

describe('an authorizer', () => {
  const authorizer = (stack: Stack) =>
    new apigateway.TokenAuthorizer(stack, 'Authorizer', { handler: payFunction(stack, 'Authorize') });

  test('of the API takes the place of signatures', () => {
    const stack = new Stack();
    const api = new PaymentRestApi(stack, 'Api', { authorizer: authorizer(stack) });
    api.addRoute('GET', '/payments', payFunction(stack));
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::Method', {
      AuthorizationType: 'CUSTOM',
      AuthorizerId: { Ref: Match.stringLikeRegexp('^Authorizer') },
    });
  });

  test('of a route is for this route only', () => {
    const { stack, api, fn, template } = setup();
    api.addRoute('GET', '/payments', fn, { authorizer: authorizer(stack) });
    api.addRoute('POST', '/payments', fn);
    const types = Object.values(template().findResources('AWS::ApiGateway::Method')).map(
      ({ Properties }) => Properties.AuthorizationType,
    );
    expect(types.sort()).toEqual(['AWS_IAM', 'CUSTOM']);
  });
});

test('a new route is a new deployment', () => {
  const deploymentOf = (routes: string[]) => {
    const { api, fn, template } = setup();
    for (const path of routes) api.addRoute('GET', path, fn);
    return Object.keys(template().findResources('AWS::ApiGateway::Deployment'));
  };
  expect(deploymentOf(['/payments'])).not.toEqual(deploymentOf(['/payments', '/refunds']));
});

describe('refused', () => {
  test.each([
    ['method', 'FETCH', '/payments', "'method' must be one of GET, HEAD, POST, PUT, PATCH, DELETE, got 'FETCH'"],
    ['path without a slash', 'GET', 'payments', "'path' must be a path such as /payments/{id}, got 'payments'"],
    ['path with a slash at the end', 'GET', '/payments/', "'path' must be a path such as /payments/{id}"],
  ])('fails for a wrong %s', (_, method, path, message) => {
    const { api, fn } = setup();
    expect(() => api.addRoute(method, path, fn)).toThrow(message);
  });

  test('fails for a route that is there', () => {
    const { api, fn } = setup();
    api.addRoute('GET', '/payments', fn);
    expect(() => api.addRoute('GET', '/payments', fn)).toThrow(
      "'path' must be new for its method, got 'GET /payments' again",
    );
  });
});
