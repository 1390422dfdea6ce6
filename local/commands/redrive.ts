import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type AwsAccess, clientOptions } from '../aws-access';
import { listQueues, type Queue } from '../drive/queues';
import { deployed } from './deployed';

/** The emulator only stores a message move task: each message is sent and then deleted, so that none is lost in between. */
async function move(access: AwsAccess, from: Queue, to: Queue): Promise<number> {
  const client = new SQSClient(clientOptions(access));
  for (let moved = 0; ; ) {
    const received = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: from.url,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 0,
        MessageAttributeNames: ['All'],
      }),
    );
    if (!received.Messages?.length) return moved;
    for (const { Body, MessageAttributes, ReceiptHandle } of received.Messages) {
      await client.send(new SendMessageCommand({ QueueUrl: to.url, MessageBody: Body, MessageAttributes }));
      await client.send(new DeleteMessageCommand({ QueueUrl: from.url, ReceiptHandle }));
      moved += 1;
    }
  }
}

/** Moves every dead letter back to where it died. */
export async function redrive(): Promise<number> {
  const { access } = deployed();
  const queues = await listQueues(access);
  for (const queue of queues) {
    const deadLetters = queues.find(({ name }) => name === queue.deadLetterQueue);
    if (!deadLetters) continue;
    const moved = await move(access, deadLetters, queue);
    process.stdout.write(`${deadLetters.name} → ${queue.name}: ${moved}\n`);
  }
  return 0;
}
