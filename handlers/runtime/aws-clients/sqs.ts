import { SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings, once } from './settings';

export const sqsClient = once(() => new SQSClient(clientSettings()));
