import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { PaymentInstruction } from '../domain/payment';
import type { PaymentQueue } from '../ports/payment-queue';
import { callService } from '../runtime/service-call';

/** The instruction as message body: it carries the token, never the card. */
export class SqsPaymentQueue implements PaymentQueue {
  constructor(
    private readonly client: SQSClient,
    private readonly queueUrl: string,
  ) {}

  async enqueue(instruction: PaymentInstruction): Promise<void> {
    const send = new SendMessageCommand({ QueueUrl: this.queueUrl, MessageBody: JSON.stringify(instruction) });
    await callService('payment queue', () => this.client.send(send));
  }
}
