import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { PaymentEnvironment } from '../../src/environment';
import { PaymentRestApi, type PaymentRestApiProps } from '../../src/payment-rest-api';
import { payFunction } from './pay-function';

function setup(props?: PaymentRestApiProps, environment = false) {
  const stack = new Stack(new App(), 'Stack');
  if (environment) PaymentEnvironment.define(stack, { environmentSuffix: 'pr42' });
  const api = new PaymentRestApi(stack, 'Api', props);
  api.addRoute('GET', '/payments/{id}', payFunction(stack));
  return { stack, api, template: () => Template.fromStack(stack) };
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

  test('no output is added to the stack', () => {
    expect(setup().template().findOutputs('*')).toEqual({});
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
    ['IntegrationLatency', (api: PaymentRestApi) => api.metricIntegrationLatency()],
  ])('%s is that of the stage', (metricName, metric) => {
    expect(metric(setup().api)).toMatchObject({ namespace: 'AWS/ApiGateway', metricName });
  });
});
