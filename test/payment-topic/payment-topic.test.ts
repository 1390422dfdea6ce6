import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PaymentEnvironment } from '../../src/environment';
import { PaymentQueue } from '../../src/payment-queue';
import { PaymentTopic, type PaymentTopicProps } from '../../src/payment-topic';
import { unacknowledged } from '../compliance/packs';

function setup(props?: PaymentTopicProps) {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  PaymentEnvironment.define(stack);
  const topic = new PaymentTopic(stack, 'PaymentEvents', props);
  return { app, stack, topic, template: () => Template.fromStack(stack) };
}

test('is named, encrypted with a customer key and refused without TLS', () => {
  const template = setup().template();
  template.hasResourceProperties('AWS::SNS::Topic', {
    TopicName: 'payment-events-topic-dev-dev',
    KmsMasterKeyId: Match.anyValue(),
  });
  template.hasResourceProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: { Statement: [Match.objectLike({ Effect: 'Deny', Action: 'sns:Publish' })] },
  });
});

test('alarms of this account may publish where asked for, by topic and key policy', () => {
  const template = setup({ alarmsMayPublish: true }).template();
  for (const [type, property] of [
    ['AWS::SNS::TopicPolicy', 'PolicyDocument'],
    ['AWS::KMS::Key', 'KeyPolicy'],
  ] as const) {
    template.hasResourceProperties(type, {
      [property]: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ]),
      },
    });
  }
});

test('delivers to a queue raw, and the key of the queue lets SNS in', () => {
  const { stack, topic, template } = setup();
  topic.addQueue(new PaymentQueue(stack, 'Notifications').queue);
  template().hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'sqs', RawMessageDelivery: true });
  template().hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: {
      Statement: Match.arrayWith([Match.objectLike({ Principal: { Service: 'sns.amazonaws.com' } })]),
    },
  });
});

test('no pack finds anything', () => {
  expect(unacknowledged(setup({ alarmsMayPublish: true }).app)).toEqual([]);
});
