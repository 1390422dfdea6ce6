import { S3Client } from '@aws-sdk/client-s3';
import { once } from '../once';
import { clientSettings } from './settings';

/** A file of records is larger than what the other services are sent. */
export const s3Client = once(() => new S3Client(clientSettings({ requestMs: 10_000 })));
