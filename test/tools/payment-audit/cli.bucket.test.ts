import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { BUCKET, type SealedTrail, sealTrail } from './sealed-trail';

const LAST = 'audit/records/000000000003.jsonl';
let trail: SealedTrail;
beforeAll(async () => {
  trail = await sealTrail('audit-bucket');
});
afterAll(() => trail.stop());

const verify = (...more: string[]) => trail.run('verify', '--bucket', BUCKET, '--key', trail.keyArn, ...more);
const put = (Key: string, Body: string) => trail.cloud.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }));

test('a trail verifies where it lies, by the key in KMS', async () => {
  expect(await verify()).toMatchObject({ status: 0, error: '', text: expect.stringContaining('records  7') });
});

test('fails where there is no trail', async () => {
  expect(await verify('--prefix', 'elsewhere/')).toMatchObject({
    status: 1,
    text: expect.stringContaining('no digest'),
  });
});

test('fails with 2 when there is no such bucket', async () => {
  const { status, error } = await trail.run('verify', '--bucket', 'nowhere', '--key', trail.keyFile);
  expect(status).toBe(2);
  expect(error).toMatch(/bucket/i);
});

test('fails when an object was written over, although what was written first still holds', async () => {
  await put(LAST, 'something else');
  const { status, text } = await verify();
  expect(status).toBe(1);
  expect(text).toContain(`BROKEN at ${LAST}: it was written over: 1 later version\n`);
  expect(text).toContain('records  7');
});

test('fails when an object was deleted, although its version is still there', async () => {
  const Key = 'audit/digests/000000000002.json';
  await trail.cloud.s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key }));
  expect(await verify()).toMatchObject({
    status: 1,
    text: expect.stringContaining(`BROKEN at ${Key}: it was deleted\n`),
  });
});
