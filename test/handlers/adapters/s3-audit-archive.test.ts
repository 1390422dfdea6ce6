import { CreateBucketCommand, GetObjectCommand } from '@aws-sdk/client-s3';
import { S3AuditArchive } from '../../../handlers/adapters/s3-audit-archive';
import { type EmulatedCloud, startEmulatedCloud } from '../fakes/emulated-cloud';

const Bucket = 'audit';
let cloud: EmulatedCloud;
let archive: S3AuditArchive;
beforeAll(async () => {
  cloud = await startEmulatedCloud('audit-archive');
  await cloud.s3.send(new CreateBucketCommand({ Bucket }));
  archive = new S3AuditArchive(cloud.s3, Bucket);
});
afterAll(() => cloud.stop());

test('a digest is found with its signature, a file without one', async () => {
  const digest = { key: 'audit/digests/1.json', text: '{"Grüße":1}', signature: 'c2lnbmF0dXJl' };
  const records = { key: 'audit/records/1.jsonl', text: '{}\n' };
  await expect(archive.putOnce(digest)).resolves.toBeUndefined();
  await expect(archive.putOnce(records)).resolves.toBeUndefined();
  await expect(archive.find(digest.key)).resolves.toEqual(digest);
  await expect(archive.find(records.key)).resolves.toEqual(records);
  const { ContentType, Metadata } = await cloud.s3.send(new GetObjectCommand({ Bucket, Key: digest.key }));
  expect({ ContentType, Metadata }).toEqual({
    ContentType: 'application/json',
    Metadata: { signature: 'c2lnbmF0dXJl', 'signature-algorithm': 'ECDSA_SHA_256' },
  });
});

test('of many that write the same key one wins, and the others are told what is there', async () => {
  const key = 'audit/digests/2.json';
  const writes = Array.from({ length: 20 }, (_, n) => archive.putOnce({ key, text: `${n}`, signature: `${n}` }));
  const found = await Promise.all(writes);
  expect(found.filter((object) => object === undefined)).toHaveLength(1);
  const there = await archive.find(key);
  expect(found.filter((object) => object !== undefined)).toEqual(Array(19).fill(there));
});

test('what is not there is not found', async () => {
  await expect(archive.find('audit/digests/9.json')).resolves.toBeUndefined();
});

test('fails when there is no such bucket', async () => {
  const nowhere = new S3AuditArchive(cloud.s3, 'nowhere');
  const missing = { code: 'configuration-invalid' };
  await expect(nowhere.putOnce({ key: 'a.json', text: '{}' })).rejects.toMatchObject(missing);
  await expect(nowhere.find('a.json')).rejects.toMatchObject(missing);
});
