import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { v7 } from 'uuid';
import { readPaymentEvent } from '../../../handlers/adapters/payment-event-message';
import { SnsEventPublisher } from '../../../handlers/adapters/sns-event-publisher';
import { type EmulatedCloud, startEmulatedCloud } from '../fakes/emulated-cloud';
import { anEvent } from '../fakes/instruction';
import { recordingLogger } from '../fakes/recording-logger';

let cloud: EmulatedCloud;
let topicArn: string;
let queueUrl: string;

beforeAll(async () => {
  cloud = await startEmulatedCloud('event-publisher');
  topicArn = (await cloud.sns.send(new CreateTopicCommand({ Name: 'events' }))).TopicArn ?? '';
  queueUrl = (await cloud.sqs.send(new CreateQueueCommand({ QueueName: 'consumer' }))).QueueUrl ?? '';
  const Endpoint = 'arn:aws:sqs:us-east-1:000000000000:consumer';
  await cloud.sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint }));
});
afterAll(() => cloud.stop());

async function receive(count: number): Promise<string[]> {
  const bodies: string[] = [];
  while (bodies.length < count) {
    const command = new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 });
    const { Messages = [] } = await cloud.sqs.send(command);
    if (Messages.length === 0) break;
    bodies.push(...Messages.map(({ Body = '' }) => Body));
  }
  return bodies;
}

test('publishes more events than one call takes, each whole and with its type for filters', async () => {
  const events = Array.from({ length: 23 }, () => anEvent({ eventId: v7(), paymentId: v7() }));
  const accepted = await new SnsEventPublisher(cloud.sns, topicArn, recordingLogger()).publish(events);
  expect(accepted).toEqual(events.map(({ eventId }) => eventId));
  const bodies = await receive(events.length);
  const received = bodies.map((body) => readPaymentEvent(body));
  expect(new Set(received.map(({ eventId }) => eventId))).toEqual(new Set(accepted));
  expect(events).toContainEqual(received[0]);
  expect(JSON.parse(bodies[0] ?? '')).toMatchObject({
    MessageAttributes: { eventType: { Type: 'String', Value: 'PaymentAuthorized' } },
  });
});

test('of a topic that is not there no event is accepted, and the log says so', async () => {
  const logger = recordingLogger();
  const publisher = new SnsEventPublisher(cloud.sns, 'arn:aws:sns:us-east-1:000000000000:nowhere', logger);
  expect(await publisher.publish([anEvent()])).toEqual([]);
  expect(logger.lines).not.toEqual([]);
});

test('nothing to publish is no call', async () => {
  const publisher = new SnsEventPublisher(cloud.sns, 'no topic at all', recordingLogger());
  expect(await publisher.publish([])).toEqual([]);
});
