import { PublishBatchCommand, type SNSClient } from '@aws-sdk/client-sns';
import { EVENT_TYPE_ATTRIBUTE } from '../../src/contract/payment-events';
import type { PaymentEvent } from '../domain/payment-event';
import type { EventPublisher } from '../ports/event-publisher';
import type { Logger } from '../runtime/logger';

/** SNS takes ten a call; our events are far below its size limit. */
const BATCH_SIZE = 10;

/** The payment topic: the event as JSON, its type as an attribute for filters. */
export class SnsEventPublisher implements EventPublisher {
  constructor(
    private readonly client: SNSClient,
    private readonly topicArn: string,
    private readonly logger: Pick<Logger, 'warn' | 'error'>,
  ) {}

  async publish(events: readonly PaymentEvent[]): Promise<readonly string[]> {
    const accepted: string[] = [];
    for (let start = 0; start < events.length; start += BATCH_SIZE) {
      accepted.push(...(await this.publishBatch(events.slice(start, start + BATCH_SIZE))));
    }
    return accepted;
  }

  /** A call that failed accepted nothing that we know of: its events come again, and consumers know them by their ids. */
  private async publishBatch(events: readonly PaymentEvent[]): Promise<readonly string[]> {
    try {
      const { Successful = [], Failed = [] } = await this.client.send(
        new PublishBatchCommand({
          TopicArn: this.topicArn,
          PublishBatchRequestEntries: events.map((event) => ({
            Id: event.eventId,
            Message: JSON.stringify(event),
            MessageAttributes: { [EVENT_TYPE_ATTRIBUTE]: { DataType: 'String', StringValue: event.eventType } },
          })),
        }),
      );
      for (const { Id, Code } of Failed) this.logger.warn('event was not accepted', { eventId: Id, errorCode: Code });
      return Successful.flatMap(({ Id }) => (Id === undefined ? [] : [Id]));
    } catch (error) {
      this.logger.error('events were not published', error, { count: events.length });
      return [];
    }
  }
}
