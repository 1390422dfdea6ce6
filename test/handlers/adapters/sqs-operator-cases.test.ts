import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { SqsOperatorCases } from '../../../handlers/adapters/sqs-operator-cases';
import type { OperatorCase } from '../../../handlers/ports/operator-cases';
import { type EmulatedCloud, startEmulatedCloud } from '../fakes/emulated-cloud';

const operatorCase: OperatorCase = {
  paymentId: '0193f3a0-0000-7000-8000-000000000001',
  kind: 'amount-mismatch',
  detail: 'The acquirer holds an authorization of another amount or currency than it was asked for',
  occurredAt: '2026-11-21T10:02:01.123Z',
};

let cloud: EmulatedCloud;
beforeAll(async () => {
  cloud = await startEmulatedCloud('operator-cases');
});
afterAll(() => cloud.stop());

test('brings the case to the queue as it is', async () => {
  const { QueueUrl = '' } = await cloud.sqs.send(new CreateQueueCommand({ QueueName: 'operator' }));
  await new SqsOperatorCases(cloud.sqs, QueueUrl).raise(operatorCase);
  const { Messages } = await cloud.sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(JSON.parse(Messages?.[0]?.Body ?? '')).toEqual(operatorCase);
});

test('fails as a matter of configuration when there is no queue', async () => {
  const cases = new SqsOperatorCases(cloud.sqs, 'http://127.0.0.1/000000000000/nowhere');
  await expect(cases.raise(operatorCase)).rejects.toMatchObject({ code: 'configuration-invalid' });
});
