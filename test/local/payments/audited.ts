import { ListObjectVersionsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { clientOptions } from '../../../local/aws-access';
import type { Platform } from './deployed-platform';

/** Writes over the newest file of records, as somebody who has the right to. */
export async function writeOverRecords({ access, deployment }: Platform): Promise<string> {
  const client = new S3Client({ ...clientOptions(access), forcePathStyle: true });
  const Bucket = deployment.outputs.ArchiveBucket;
  const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix: 'audit/records/' }));
  const keys = Versions.map((version) => version.Key ?? '').sort();
  const Key = keys.at(-1) ?? '';
  await client.send(new PutObjectCommand({ Bucket, Key, Body: '{}\n' }));
  return Key;
}
