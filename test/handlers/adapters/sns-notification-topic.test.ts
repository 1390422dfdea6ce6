import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { readPaymentEvent } from '../../../handlers/adapters/payment-event-message';
import { SnsNotificationTopic } from '../../../handlers/adapters/sns-notification-topic';
import { type EmulatedCloud, startEmulatedCloud } from '../fakes/emulated-cloud';
import { anEvent } from '../fakes/instruction';

let cloud: EmulatedCloud;
beforeAll(async () => {
  cloud = await startEmulatedCloud('notification-topic');
});
afterAll(() => cloud.stop());

test('publishes the event for programs, with its type as attribute and a subject for people', async () => {
  const { TopicArn = '' } = await cloud.sns.send(new CreateTopicCommand({ Name: 'notifications' }));
  const { QueueUrl } = await cloud.sqs.send(new CreateQueueCommand({ QueueName: 'subscriber' }));
  const Endpoint = 'arn:aws:sqs:us-east-1:000000000000:subscriber';
  await cloud.sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
  await new SnsNotificationTopic(cloud.sns, TopicArn).notify(anEvent());
  const { Messages = [] } = await cloud.sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
  const body = Messages[0].Body ?? '';
  expect(readPaymentEvent(body)).toEqual(anEvent());
  expect(JSON.parse(body)).toMatchObject({
    Subject: 'Payment authorized: CHF 42.00',
    MessageAttributes: { eventType: { Type: 'String', Value: 'PaymentAuthorized' } },
  });
});

test('fails as a wrong configuration for a topic that is not there', async () => {
  const topic = new SnsNotificationTopic(cloud.sns, 'arn:aws:sns:us-east-1:000000000000:nowhere');
  await expect(topic.notify(anEvent())).rejects.toMatchObject({ code: 'configuration-invalid' });
});
