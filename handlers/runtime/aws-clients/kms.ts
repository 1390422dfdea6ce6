import { KMSClient } from '@aws-sdk/client-kms';
import { once } from '../once';
import { clientSettings } from './settings';

export const kmsClient = once(() => new KMSClient(clientSettings()));
