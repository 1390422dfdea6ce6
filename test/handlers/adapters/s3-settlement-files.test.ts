import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { S3SettlementFiles } from '../../../handlers/adapters/s3-settlement-files';
import type { SettlementReport } from '../../../handlers/domain/settlement/settlement-report';
import { type EmulatedCloud, startEmulatedCloud } from '../fakes/emulated-cloud';

const Bucket = 'settlements';
const JSON_BATCH = JSON.stringify({ batchId: 'batch-1', settlementDate: '2026-11-20', lines: [] });
const report: SettlementReport = {
  batchId: 'batch-1',
  settlementDate: '2026-11-20',
  totals: [],
  moreIsMissingThere: false,
  differences: [{ class: 'missing-here', kind: 'capture', reference: 'order-7' }],
};

let cloud: EmulatedCloud;
let files: S3SettlementFiles;

beforeAll(async () => {
  cloud = await startEmulatedCloud('settlement-files');
  await cloud.s3.send(new CreateBucketCommand({ Bucket }));
  await cloud.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  files = new S3SettlementFiles(cloud.s3, {
    bucketName: Bucket,
    incomingPrefix: 'incoming/',
    reportPrefix: 'reports/',
  });
});
afterAll(() => cloud.stop());

const put = async (Key: string, Body: string | Uint8Array) =>
  (await cloud.s3.send(new PutObjectCommand({ Bucket, Key, Body }))).VersionId;

async function textOf(Key: string): Promise<string | undefined> {
  const { Body } = await cloud.s3.send(new GetObjectCommand({ Bucket, Key }));
  return Body?.transformToString();
}

test('reads a file by its name, and the version that was announced', async () => {
  const versionId = await put('incoming/a.json', JSON_BATCH);
  await put('incoming/a.json', 'overwritten');
  expect(await files.read({ key: 'incoming/a.json', versionId })).toEqual({ batch: JSON.parse(JSON_BATCH) });
  expect(await files.read({ key: 'incoming/a.json' })).toEqual({ faults: [{ place: 'file', rule: 'must be JSON' }] });
});

test('takes no file that is larger than memory has room for', async () => {
  await put('incoming/large.csv', new Uint8Array(32 * 1024 * 1024 + 1));
  expect(await files.read({ key: 'incoming/large.csv' })).toEqual({
    faults: [{ place: 'file', rule: 'must be at most 33554432 bytes' }],
  });
});

test('writes a report for programs and one for people beside each other, under the name of the file', async () => {
  await files.writeReport({ key: 'incoming/2026/a.json' }, report);
  expect(JSON.parse((await textOf('reports/2026/a.json.report.json')) ?? '')).toEqual(report);
  expect(await textOf('reports/2026/a.json.report.csv')).toContain('missing-here,capture,order-7,');
});

test('writes why a file was refused', async () => {
  const faults = [{ place: 'line 3', rule: 'must be something' }];
  await files.writeRefusal({ key: 'incoming/a.csv' }, faults);
  expect(JSON.parse((await textOf('reports/a.csv.refused.json')) ?? '')).toEqual({ faults });
});

test('fails for a file that is gone', async () => {
  await expect(files.read({ key: 'incoming/gone.csv' })).rejects.toMatchObject({ code: 'configuration-invalid' });
});
