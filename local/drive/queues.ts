import { GetQueueAttributesCommand, paginateListQueues, SQSClient } from '@aws-sdk/client-sqs';
import { type AwsAccess, clientOptions } from '../aws-access';

export interface Queue {
  readonly name: string;
  readonly url: string;
  readonly waiting: number;
  /** Received and not yet deleted. */
  readonly inFlight: number;
  /** Name of the queue that its dead letters go to. */
  readonly deadLetterQueue?: string;
}

function deadLetterQueueOf(policy: string | undefined): string | undefined {
  if (!policy) return undefined;
  const { deadLetterTargetArn } = JSON.parse(policy);
  return String(deadLetterTargetArn).split(':').pop();
}

export async function listQueues(access: AwsAccess): Promise<readonly Queue[]> {
  const client = new SQSClient(clientOptions(access));
  const queues: Queue[] = [];
  for await (const { QueueUrls = [] } of paginateListQueues({ client }, {})) {
    for (const url of QueueUrls) {
      const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] });
      const { Attributes = {} } = await client.send(command);
      queues.push({
        name: new URL(url).pathname.split('/').pop() ?? url,
        url,
        waiting: Number(Attributes.ApproximateNumberOfMessages ?? 0),
        inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
        deadLetterQueue: deadLetterQueueOf(Attributes.RedrivePolicy),
      });
    }
  }
  return queues;
}
