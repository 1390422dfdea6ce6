import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedgerDatabase } from '../../../../handlers/adapters/postgresql/open-ledger-database';
import { DatabaseEnvironment } from '../../../../src/contract/environment';

const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
writeFileSync(join(folder, 'rds-ca.pem'), '');
const before = { ...process.env };

beforeEach(() => {
  for (const name of Object.values(DatabaseEnvironment)) delete process.env[name];
});
afterAll(() => {
  process.env = before;
});

test('opens with a secret, and connects to nothing yet', () => {
  process.env[DatabaseEnvironment.DATABASE_SECRET_ARN] = 'arn:secret';
  expect(() => openLedgerDatabase(folder)).not.toThrow();
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
