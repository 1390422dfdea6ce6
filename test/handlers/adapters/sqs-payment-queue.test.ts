import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { SqsPaymentQueue } from '../../../handlers/adapters/sqs-payment-queue';
import { type EmulatedCloud, startEmulatedCloud } from '../fakes/emulated-cloud';
import { anInstruction } from '../fakes/instruction';

let cloud: EmulatedCloud;
beforeAll(async () => {
  cloud = await startEmulatedCloud('payment-queue');
});
afterAll(() => cloud.stop());

test('brings the instruction to the queue as it is', async () => {
  const { QueueUrl = '' } = await cloud.sqs.send(new CreateQueueCommand({ QueueName: 'payments' }));
  await new SqsPaymentQueue(cloud.sqs, QueueUrl).enqueue(anInstruction());
  const { Messages } = await cloud.sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(JSON.parse(Messages?.[0]?.Body ?? '')).toEqual(anInstruction());
});

test('fails as a matter of configuration when there is no queue', async () => {
  const queue = new SqsPaymentQueue(cloud.sqs, 'http://127.0.0.1/000000000000/nowhere');
  await expect(queue.enqueue(anInstruction())).rejects.toMatchObject({ code: 'configuration-invalid' });
});
