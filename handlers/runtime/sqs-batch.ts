import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { logger } from './logger';

/**
 * Handles the records side by side and reports those that failed, so that only they come again.
 * A record that fails keeps its neighbours' success; nothing is thrown for the batch as a whole.
 */
export async function processBatch(
  event: SQSEvent,
  handle: (record: SQSRecord) => Promise<void>,
): Promise<SQSBatchResponse> {
  const results = await Promise.allSettled(event.Records.map(async (record) => handle(record)));
  const batchItemFailures = [];
  for (const [index, result] of results.entries()) {
    const record = event.Records[index];
    if (result.status === 'fulfilled' || record === undefined) continue;
    logger.error('message failed', result.reason, {
      messageId: record.messageId,
      attempt: Number(record.attributes.ApproximateReceiveCount),
    });
    batchItemFailures.push({ itemIdentifier: record.messageId });
  }
  return { batchItemFailures };
}
