import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { processBatch } from '../../../handlers/runtime/sqs-batch';
import { capturedOutput } from '../fakes/captured-output';

const batch = (...messageIds: string[]) =>
  ({
    Records: messageIds.map((messageId) => ({ messageId, attributes: { ApproximateReceiveCount: '2' } })),
  }) as SQSEvent;

test('reports nothing when all records went well', async () => {
  await expect(processBatch(batch('a', 'b'), async () => undefined)).resolves.toEqual({ batchItemFailures: [] });
});

test('reports the failed records alone, also when a handler throws at once', async () => {
  const handled: string[] = [];
  let result: SQSBatchResponse | undefined;
  const output = await capturedOutput(async () => {
    result = await processBatch(batch('a', 'b', 'c', 'd'), ({ messageId }) => {
      if (messageId === 'a') throw new Error('at once');
      if (messageId === 'c') return Promise.reject(new Error('later'));
      handled.push(messageId);
      return Promise.resolve();
    });
  });
  expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'c' }] });
  expect(handled).toEqual(['b', 'd']);
  expect(output.map((line) => JSON.parse(line))).toMatchObject([
    { message: 'message failed', messageId: 'a', attempt: 2 },
    { message: 'message failed', messageId: 'c', attempt: 2 },
  ]);
});
