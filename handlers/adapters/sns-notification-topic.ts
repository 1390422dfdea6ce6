import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { EVENT_TYPE_ATTRIBUTE } from '../../src/contract/payment-events';
import { notificationText } from '../domain/notification-text';
import type { PaymentEvent } from '../domain/payment-event';
import type { NotificationTopic } from '../ports/notifications';
import { callService } from '../runtime/service-call';

/** One message in two forms: text for those who read e-mail, the event itself for every other protocol. */
export class SnsNotificationTopic implements NotificationTopic {
  constructor(
    private readonly client: SNSClient,
    private readonly topicArn: string,
  ) {}

  async notify(event: PaymentEvent): Promise<void> {
    const { subject, body } = notificationText(event);
    const publish = new PublishCommand({
      TopicArn: this.topicArn,
      Subject: subject,
      MessageStructure: 'json',
      Message: JSON.stringify({ default: JSON.stringify(event), email: body }),
      MessageAttributes: { [EVENT_TYPE_ATTRIBUTE]: { DataType: 'String', StringValue: event.eventType } },
    });
    await callService('notification topic', () => this.client.send(publish));
  }
}
