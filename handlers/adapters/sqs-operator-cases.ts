import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { OperatorCase, OperatorCases } from '../ports/operator-cases';
import { callService } from '../runtime/service-call';

/** A case as message body, as it is: nothing in it may not be read by a person. */
export class SqsOperatorCases implements OperatorCases {
  constructor(
    private readonly client: SQSClient,
    private readonly queueUrl: string,
  ) {}

  async raise(operatorCase: OperatorCase): Promise<void> {
    const send = new SendMessageCommand({ QueueUrl: this.queueUrl, MessageBody: JSON.stringify(operatorCase) });
    await callService('operator queue', () => this.client.send(send));
  }
}
