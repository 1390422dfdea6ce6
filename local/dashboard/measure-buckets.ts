import {
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  type ListObjectVersionsCommandOutput,
  paginateListBuckets,
  S3Client,
} from '@aws-sdk/client-s3';
import { type AwsAccess, clientOptions } from '../aws-access';
import type { MeasuredValues } from './measured-values';

/**
 * What each bucket holds at this moment, all versions of all objects; AWS says so once a day.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html
 */
export async function measureBuckets(access: AwsAccess, at: number, values: MeasuredValues): Promise<void> {
  const client = new S3Client({ ...clientOptions(access), forcePathStyle: true });
  for await (const { Buckets = [] } of paginateListBuckets({ client }, { BucketRegion: access.region })) {
    for (const { Name: BucketName = '' } of Buckets) {
      const sizes = await sizesIn(client, BucketName);
      const bucket = { region: access.region, namespace: 'AWS/S3' };
      const ofType = (StorageType: string) => ({ ...bucket, dimensions: { BucketName, StorageType } });
      const bytes = sizes.reduce((sum, size) => sum + size, 0);
      values.add({ ...ofType('StandardStorage'), name: 'BucketSizeBytes' }, { at, value: bytes });
      values.add({ ...ofType('AllStorageTypes'), name: 'NumberOfObjects' }, { at, value: sizes.length });
    }
  }
}

async function sizesIn(client: S3Client, Bucket: string): Promise<readonly number[]> {
  const sizes: number[] = [];
  let next: Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'> | undefined = {};
  while (next) {
    const page: ListObjectVersionsCommandOutput = await client.send(new ListObjectVersionsCommand({ Bucket, ...next }));
    sizes.push(...(page.Versions ?? []).map(({ Size = 0 }) => Size));
    const { IsTruncated, NextKeyMarker, NextVersionIdMarker } = page;
    next = IsTruncated ? { KeyMarker: NextKeyMarker, VersionIdMarker: NextVersionIdMarker } : undefined;
  }
  return sizes;
}
