import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { PaymentEnvironment } from '../../src/environment';
import { PaymentQueue } from '../../src/payment-queue';
import { PaymentTopic, type PaymentTopicProps } from '../../src/payment-topic';

function setup(props?: PaymentTopicProps) {
  const stack = new Stack(new App(), 'Stack');
  PaymentEnvironment.define(stack);
  const topic = new PaymentTopic(stack, 'PaymentEvents', props);
  return { stack, topic, template: () => Template.fromStack(stack) };
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

test('delivers to a queue raw, once the queue takes messages of this topic', () => {
  const { stack, topic, template } = setup();
  topic.addQueue(new PaymentQueue(stack, 'Notifications').queue);
  template().hasResource('AWS::SNS::Subscription', {
    Properties: { Protocol: 'sqs', RawMessageDelivery: true, FilterPolicy: Match.absent() },
    DependsOn: [Match.stringLikeRegexp('NotificationsPolicy')],
  });
  template().hasResourceProperties('AWS::SQS::QueuePolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: 'sqs:SendMessage',
          Principal: { Service: 'sns.amazonaws.com' },
          Condition: { ArnEquals: { 'aws:SourceArn': { Ref: Match.stringLikeRegexp('PaymentEvents') } } },
        }),
      ]),
    },
  });
});

test('the key of a queue serves the topics of this account, not those of everybody', () => {
  const { stack, topic, template } = setup();
  topic.addQueue(new PaymentQueue(stack, 'Notifications').queue);
  template().hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Principal: { Service: 'sns.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        }),
      ]),
    },
  });
});

test('topic and queue may share a key', () => {
  const { stack, topic, template } = setup();
  topic.addQueue(new PaymentQueue(stack, 'Notifications', { encryptionKey: topic.encryptionKey }).queue);
  expect(template).not.toThrow();
});

test('delivers only the types of events that are asked for', () => {
  const { stack, topic, template } = setup();
  topic.addQueue(new PaymentQueue(stack, 'Refunds').queue, { eventTypes: ['PaymentRefunded'] });
  template().hasResourceProperties('AWS::SNS::Subscription', { FilterPolicy: { eventType: ['PaymentRefunded'] } });
});

test('who may publish may also encrypt', () => {
  const { stack, topic, template } = setup();
  topic.grantPublish(new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }));
  template().hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [
        Match.objectLike({ Action: 'sns:Publish' }),
        Match.objectLike({ Action: ['kms:Decrypt', 'kms:GenerateDataKey*'] }),
      ],
    },
  });
});

test('fails for a display name that SNS would refuse', () => {
  expect(() => setup({ displayName: 'x'.repeat(101) })).toThrow("'displayName' must be at most 100 characters, got '");
});

test.each([
  'metricNumberOfMessagesPublished',
  'metricNumberOfNotificationsDelivered',
  'metricNumberOfNotificationsFailed',
] as const)('%s is that of the topic', (method) => {
  const { stack, topic } = setup();
  const metric = topic[method]({ label: 'own' });
  expect(metric).toMatchObject({ namespace: 'AWS/SNS', metricName: method.replace('metric', ''), label: 'own' });
  expect(stack.resolve(metric.dimensions)).toEqual({ TopicName: stack.resolve(topic.topic.topicName) });
});
