import { SNSClient } from '@aws-sdk/client-sns';
import { clientSettings, once } from './settings';

export const snsClient = once(() => new SNSClient(clientSettings()));
