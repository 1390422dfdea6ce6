import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { PaymentEnvironment } from '../../src/environment';
import { type PaymentApiDomain, PaymentRestApi, type PaymentRestApiProps } from '../../src/payment-rest-api';
import { payFunction } from './pay-function';

function setup(props?: PaymentRestApiProps, environment = false) {
  const stack = new Stack(new App(), 'Stack');
  if (environment) PaymentEnvironment.define(stack, { environmentSuffix: 'pr42' });
  const api = new PaymentRestApi(stack, 'Api', props);
  api.addRoute('GET', '/payments/{id}', payFunction(stack));
  return { stack, api, template: () => Template.fromStack(stack) };
}

function domain(more: Partial<PaymentApiDomain> = {}): PaymentApiDomain {
  const stack = new Stack();
  return {
    domainName: 'pay.example.com',
    certificate: acm.Certificate.fromCertificateArn(stack, 'Cert', 'arn:aws:acm:eu-west-1:111122223333:certificate/1'),
    hostedZone: route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
      hostedZoneId: 'Z1',
      zoneName: 'example.com',
    }),
    ...more,
  };
}

const everyMethod = (settings: object) =>
  Match.objectLike({
    MethodSettings: [Match.objectLike({ HttpMethod: '*', ResourcePath: '/*', ...settings })],
  });

describe('defaults', () => {
  test('the API is regional and takes TLS 1.3, and 1.2 with forward secrecy', () => {
    setup()
      .template()
      .hasResourceProperties('AWS::ApiGateway::RestApi', {
        Description: 'Payment API',
        EndpointConfiguration: { Types: ['REGIONAL'] },
        SecurityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
        EndpointAccessMode: 'STRICT',
        DisableExecuteApiEndpoint: false,
      });
  });

  test('the stage is traced, measured and throttled, and logs errors without data', () => {
    const { template } = setup();
    template().hasResourceProperties('AWS::ApiGateway::Stage', {
      StageName: 'live',
      TracingEnabled: true,
      Variables: Match.absent(),
    });
    template().hasResourceProperties(
      'AWS::ApiGateway::Stage',
      everyMethod({
        ThrottlingRateLimit: 1000,
        ThrottlingBurstLimit: 500,
        MetricsEnabled: true,
        LoggingLevel: 'ERROR',
        DataTraceEnabled: false,
        CachingEnabled: false,
      }),
    );
  });

  test('both logs are encrypted with one key and kept a year', () => {
    const { template } = setup();
    template().resourceCountIs('AWS::KMS::Key', 1);
    template().resourceCountIs('AWS::Logs::LogGroup', 2);
    template().allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 365, KmsKeyId: Match.anyValue() });
  });

  test('the execution log is there before API Gateway would make it, unencrypted and for ever', () => {
    const { template } = setup();
    template().hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: { 'Fn::Join': ['', ['API-Gateway-Execution-Logs_', { Ref: Match.anyValue() }, '/live']] },
    });
    template().hasResource('AWS::ApiGateway::Stage', {
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^ApiExecutionLog')]),
    });
  });

  test('no role for logs is made beside each API, since there is one per account', () => {
    const { template } = setup();
    template().resourceCountIs('AWS::ApiGateway::Account', 0);
    template().resourceCountIs('AWS::IAM::Role', 0);
  });

  test('the URL is that of the stage, without a slash at the end', () => {
    const { stack, api } = setup();
    expect(JSON.stringify(stack.resolve(api.url))).toMatch(/execute-api.*amazonaws|Ref.*URLSuffix/);
    expect(JSON.stringify(stack.resolve(api.url))).not.toMatch(/\/"\]\]\}$/);
  });
});

describe('the access log', () => {
  const format = () => {
    const [stage] = Object.values(setup().template().findResources('AWS::ApiGateway::Stage'));
    const parsed: Record<string, string> = JSON.parse(stage.Properties.AccessLogSetting.Format);
    return parsed;
  };

  test('is one JSON object a request, with who called what and how it ended', () => {
    expect(format()).toMatchObject({
      requestId: '$context.requestId',
      caller: '$context.identity.userArn',
      route: '$context.resourcePath',
      status: '$context.status',
      tlsVersion: '$context.tlsVersion',
    });
  });

  test('has no field that a client could write a card number into', () => {
    const written = Object.values(format()).join(' ');
    for (const variable of ['$context.path', 'userAgent', 'header', 'body', 'messageString', 'validationErrorString']) {
      expect(written).not.toContain(variable);
    }
  });
});

test('an environment names API, logs and stage', () => {
  const { template } = setup({}, true);
  template().hasResourceProperties('AWS::ApiGateway::RestApi', { Name: 'api-dev-pr42' });
  template().hasResourceProperties('AWS::ApiGateway::Stage', { StageName: 'dev-pr42' });
  template().hasResourceProperties('AWS::Logs::LogGroup', { LogGroupName: 'api-access-log-group-dev-pr42' });
  template().allResources('AWS::Logs::LogGroup', { DeletionPolicy: 'Delete' });
});

test('choices reach API, stage and logs', () => {
  const encryptionKey = new kms.Key(new Stack(), 'Own');
  const { template } = setup({
    stageName: 'v2',
    description: 'Shop',
    throttlingRateLimit: 10_000,
    throttlingBurstLimit: 3000,
    stageVariables: { alias: 'blue' },
    logRetention: logs.RetentionDays.SEVEN_YEARS,
    encryptionKey: kms.Key.fromKeyArn(encryptionKey, 'Imported', 'arn:aws:kms:eu-west-1:111122223333:key/1'),
  });
  template().hasResourceProperties('AWS::ApiGateway::RestApi', { Description: 'Shop' });
  template().hasResourceProperties('AWS::ApiGateway::Stage', { StageName: 'v2', Variables: { alias: 'blue' } });
  template().hasResourceProperties(
    'AWS::ApiGateway::Stage',
    everyMethod({ ThrottlingRateLimit: 10_000, ThrottlingBurstLimit: 3000 }),
  );
  template().allResourcesProperties('AWS::Logs::LogGroup', {
    RetentionInDays: 2557,
    KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1',
  });
});

test('a web ACL is put in front of the stage', () => {
  setup({ webAclArn: 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/a/1' })
    .template()
    .hasResourceProperties('AWS::WAFv2::WebACLAssociation', {
      WebACLArn: 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/a/1',
      ResourceArn: { 'Fn::Join': ['', Match.arrayWith(['/stages/', { Ref: Match.stringLikeRegexp('Stage') }])] },
    });
});

describe('a domain of your own', () => {
  test('stands in front of the stage, has a record, and closes the default endpoint', () => {
    const { api, template } = setup({ domain: domain() });
    expect(api.url).toBe('https://pay.example.com');
    template().hasResourceProperties('AWS::ApiGateway::DomainName', {
      DomainName: 'pay.example.com',
      EndpointConfiguration: { Types: ['REGIONAL'] },
      SecurityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
      EndpointAccessMode: 'STRICT',
    });
    template().hasResourceProperties('AWS::ApiGateway::BasePathMapping', {
      Stage: { Ref: Match.stringLikeRegexp('Stage') },
    });
    template().hasResourceProperties('AWS::Route53::RecordSet', { Type: 'A', Name: 'pay.example.com.' });
    template().hasResourceProperties('AWS::ApiGateway::RestApi', { DisableExecuteApiEndpoint: true });
  });

  test('leaves the default endpoint open where one says so', () => {
    setup({ domain: domain(), defaultEndpoint: true })
      .template()
      .hasResourceProperties('AWS::ApiGateway::RestApi', { DisableExecuteApiEndpoint: false });
  });
});

describe('callers', () => {
  test('may be let in to all routes, or to one', () => {
    const { stack, api, template } = setup();
    const role = new iam.Role(stack, 'Shop', { assumedBy: new iam.AccountRootPrincipal() });
    api.grantInvoke(role, 'GET', '/payments/*');
    template().hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [Match.objectLike({ Action: 'execute-api:Invoke', Effect: 'Allow' })],
      },
    });
    const policies = JSON.stringify(template().findResources('AWS::IAM::Policy'));
    expect(policies).toMatch(/DeploymentStage\w+"},"\/GET\/payments\/\*"/);
  });
});

describe('metrics', () => {
  test.each([
    ['Count', (api: PaymentRestApi) => api.metricCount()],
    ['4XXError', (api: PaymentRestApi) => api.metricClientError()],
    ['5XXError', (api: PaymentRestApi) => api.metricServerError()],
    ['Latency', (api: PaymentRestApi) => api.metricLatency()],
  ])('%s is that of the stage', (metricName, metric) => {
    expect(metric(setup().api)).toMatchObject({ namespace: 'AWS/ApiGateway', metricName });
  });
});

describe('refused', () => {
  const weak = apigateway.SecurityPolicy.TLS_1_2;
  test.each<[string, PaymentRestApiProps, string]>([
    [
      'stageName',
      { stageName: 'a b' },
      "'stageName' must be 1 to 128 letters, digits, hyphens and underscores, got 'a b'",
    ],
    [
      'throttlingRateLimit',
      { throttlingRateLimit: 0 },
      "'throttlingRateLimit' must be 1 to 1000000 requests per second, got 0",
    ],
    [
      'throttlingBurstLimit',
      { throttlingBurstLimit: 0 },
      "'throttlingBurstLimit' must be 1 to 1000000 requests, got 0",
    ],
    [
      'stageVariables',
      { stageVariables: { 'a-b': 'c' } },
      "'stageVariables' must be named by letters, digits and underscores, got 'a-b'",
    ],
    [
      'stage variable',
      { stageVariables: { a: 'b c' } },
      "'stageVariables.a' must be letters, digits and -._~:/?#&=,, got 'b c'",
    ],
    [
      'defaultEndpoint',
      { defaultEndpoint: false },
      "'defaultEndpoint' must be true where there is no 'domain', got false",
    ],
    [
      'domain name',
      { domain: domain({ domainName: 'Pay.example.com' }) },
      "'domain.domainName' must be a full domain name in lower case, got 'Pay.example.com'",
    ],
    [
      'zone',
      { domain: domain({ domainName: 'pay.example.org' }) },
      "'domain.domainName' must lie in the zone 'example.com', got 'pay.example.org'",
    ],
    [
      'security policy',
      { domain: domain({ securityPolicy: weak }) },
      "'domain.securityPolicy' must be one of SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
    ],
  ])('fails for a wrong %s', (_, props, message) => {
    expect(() => setup(props)).toThrow(message);
  });
});
