import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { sqsClient } from '../../../handlers/runtime/aws-clients/sqs';

export const call = () =>
  sqsClient().send(new SendMessageCommand({ QueueUrl: process.env.PAYMENT_QUEUE_URL, MessageBody: 'none' }));
