import { KMSClient } from '@aws-sdk/client-kms';
import { clientSettings, once } from './settings';

export const kmsClient = once(() => new KMSClient(clientSettings()));
