import { S3Client } from '@aws-sdk/client-s3';
import { BucketSource } from './bucket-source';
import { describeReport } from './describe-report';
import { exportTrail } from './export-trail';
import { FolderSource } from './folder-source';
import { type Place, readCommand } from './options';
import { publicKeyFrom } from './public-key';
import type { TrailSource } from './trail-source';
import { verifySource } from './verify-source';

/** Runs the command and returns its exit status: 1 where the trail does not hold. */
export async function paymentAudit(args: readonly string[], print: (text: string) => void): Promise<number> {
  const command = readCommand(args);
  if (command.name === 'export') {
    const { bucket, dir, prefix } = command;
    print(`${await exportTrail(sourceAt({ bucket }, prefix), dir)} objects copied to ${dir}\n`);
    return 0;
  }
  const { key, place, prefix, since, until } = command;
  const publicKey = await publicKeyFrom(key);
  const report = await verifySource(sourceAt(place, prefix), { prefix, publicKey, since, until });
  print(describeReport(report));
  return report.broken ? 1 : 0;
}

function sourceAt(place: Place, prefix: string): TrailSource {
  if ('dir' in place) return new FolderSource(place.dir, prefix);
  // an endpoint of one's own seldom has a name for every bucket
  const forcePathStyle = process.env.AWS_ENDPOINT_URL !== undefined;
  return new BucketSource(new S3Client({ forcePathStyle }), place.bucket, prefix);
}
