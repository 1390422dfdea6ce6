import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PaymentEnvironment } from '../../src/environment';
import { PaymentAlerts, type PaymentAlertsProps } from '../../src/payment-alerts';
import { unacknowledged } from '../compliance/packs';

function setup(props?: PaymentAlertsProps) {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  PaymentEnvironment.define(stack);
  const alerts = new PaymentAlerts(stack, 'Alerts', props);
  return { app, alerts, template: () => Template.fromStack(stack) };
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

test('no pack finds anything', () => {
  expect(unacknowledged(setup({ emailAddresses: ['oncall@example.com'] }).app)).toEqual([]);
});
