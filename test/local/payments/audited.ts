import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { ListObjectVersionsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { clientOptions, toolEnvironment } from '../../../local/aws-access';
import { callFunction } from '../../../local/drive/functions';
import { REPOSITORY } from '../../../local/repository';
import { binPath } from '../../../projenrc/scripts/assets/bins';
import { FunctionAsset } from '../../../src/contract/assets';
import type { Platform } from './deployed-platform';

export interface Verdict {
  readonly status: number;
  readonly text: string;
}

/** Lets the deployed function seal, oftener than its schedule does, and verifies as an auditor would: with the command of the package. */
export async function sealAndVerify(platform: Platform): Promise<Verdict> {
  await callFunction(platform.access, FunctionAsset.SEAL_AUDIT);
  const { ArchiveBucket, AuditSigningKey } = platform.deployment.outputs;
  const bin = join(REPOSITORY, binPath('payment-audit'));
  const args = [bin, 'verify', '--bucket', ArchiveBucket, '--key', AuditSigningKey];
  const env = { PATH: process.env.PATH, ...toolEnvironment(platform.access) };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env }, (error, text, stderr) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, text: text || stderr });
    });
  });
}

/** Writes over the newest file of records, as somebody who has the right to. */
export async function writeOverRecords({ access, deployment }: Platform): Promise<string> {
  const client = new S3Client({ ...clientOptions(access), forcePathStyle: true });
  const Bucket = deployment.outputs.ArchiveBucket;
  const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix: 'audit/records/' }));
  const Key =
    Versions.map((version) => version.Key ?? '')
      .sort()
      .at(-1) ?? '';
  await client.send(new PutObjectCommand({ Bucket, Key, Body: '{}\n' }));
  return Key;
}
