import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PaymentEnvironment } from '../../src/environment';
import { PaymentAlerts, type PaymentAlertsProps } from '../../src/payment-alerts';

function setup(props?: PaymentAlertsProps) {
  const stack = new Stack(new App(), 'Stack');
  PaymentEnvironment.define(stack);
  const alerts = new PaymentAlerts(stack, 'Alerts', props);
  return { alerts, template: () => Template.fromStack(stack) };
}

test('two topics under one key, each open to alarms and closed to plain HTTP', () => {
  const template = setup().template();
  template.resourceCountIs('AWS::KMS::Key', 1);
  for (const name of ['failed-transactions-topic-dev-dev', 'system-errors-topic-dev-dev']) {
    template.hasResourceProperties('AWS::SNS::Topic', { TopicName: name, KmsMasterKeyId: Match.anyValue() });
  }
  template.allResourcesProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        Match.objectLike({ Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' } }),
      ]),
    },
  });
});

test('a second pair is named after its construct', () => {
  const stack = new Stack();
  PaymentEnvironment.define(stack);
  new PaymentAlerts(stack, 'PaymentAlerts');
  new PaymentAlerts(stack, 'SettlementAlerts');
  const topics = Object.values(Template.fromStack(stack).findResources('AWS::SNS::Topic'));
  expect(topics.map((topic) => topic.Properties.TopicName)).toEqual([
    'failed-transactions-topic-dev-dev',
    'system-errors-topic-dev-dev',
    'settlement-failed-transactions-topic-dev-dev',
    'settlement-system-errors-topic-dev-dev',
  ]);
});

test('people and on-call services subscribe to both', () => {
  const template = setup({
    emailAddresses: ['oncall@example.com'],
    httpsEndpoints: ['https://oncall.example.com/hook'],
  }).template();
  template.resourceCountIs('AWS::SNS::Subscription', 4);
});

test.each<[PaymentAlertsProps, string]>([
  [{ emailAddresses: ['nobody'] }, "'emailAddresses' must be e-mail addresses, got 'nobody'"],
  [{ httpsEndpoints: ['http://x'] }, "'httpsEndpoints' must be URLs that begin with https://, got 'http://x'"],
])('fails with %j', (props, message) => {
  expect(() => setup(props)).toThrow(message);
});
