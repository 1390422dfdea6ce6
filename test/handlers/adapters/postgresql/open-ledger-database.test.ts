import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedgerDatabase } from '../../../../handlers/adapters/postgresql/open-ledger-database';
import { DatabaseEnvironment } from '../../../../src/contract/environment';

const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
writeFileSync(join(folder, 'rds-ca.pem'), '');
const before = { ...process.env };
const SecretString = JSON.stringify({ host: 'db.example', username: 'payment_app', password: 'secret' });
let reads = 0;
const aws = createServer((_request, response) => {
  reads += 1;
  response.end(JSON.stringify({ SecretString }));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve));
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(aws.address() as AddressInfo).port}`;
  process.env.AWS_REGION = 'us-east-1';
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
});
beforeEach(() => {
  for (const name of Object.values(DatabaseEnvironment)) delete process.env[name];
});
afterAll(() => {
  aws.close();
  process.env = before;
});

test('opens with a secret that is read at once, and connects to nothing yet', async () => {
  process.env[DatabaseEnvironment.DATABASE_SECRET_ARN] = 'arn:secret';
  const database = openLedgerDatabase(folder);
  while (reads === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  await expect(database.open()).resolves.toMatchObject({ totalCount: 0, options: { host: 'db.example' } });
  expect(reads).toBe(1);
  await database.close();
});

test('opens with IAM, for which the host must be known', () => {
  process.env[DatabaseEnvironment.DATABASE_IAM_USER] = 'payment_iam';
  expect(() => openLedgerDatabase(folder)).toThrow("'DATABASE_HOST' must be set");
  process.env[DatabaseEnvironment.DATABASE_HOST] = 'db.example';
  expect(() => openLedgerDatabase(folder)).not.toThrow();
});

test('fails by name when neither is set', () => {
  expect(() => openLedgerDatabase(folder)).toThrow("'DATABASE_SECRET_ARN' must be set");
});
