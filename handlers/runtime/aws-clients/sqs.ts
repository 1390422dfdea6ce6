import { SQSClient } from '@aws-sdk/client-sqs';
import { once } from '../once';
import { clientSettings } from './settings';

export const sqsClient = once(() => new SQSClient(clientSettings()));
