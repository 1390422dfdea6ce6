import { SNSClient } from '@aws-sdk/client-sns';
import { once } from '../once';
import { clientSettings } from './settings';

export const snsClient = once(() => new SNSClient(clientSettings()));

/**
 * For messages that nobody recognizes when they come twice: a publication whose answer is late is waited for,
 * and sent again only after that.
 */
export const patientSnsClient = once(() => new SNSClient(clientSettings({ requestMs: 10_000, attempts: 2 })));
