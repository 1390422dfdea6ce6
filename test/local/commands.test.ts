/** The commands of `npm run local`, each as a process of its own, as a developer uses them. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { accessIn, clientOptions } from '../../local/aws-access';
import type { CloudState } from '../../local/cloud';
import { listQueues } from '../../local/drive/queues';
import { LOCAL_FOLDER, REPOSITORY, TOOLS } from '../../local/repository';

jest.setTimeout(180_000);

const LOCAL_CLOUD = `commands-${process.pid}`;
const folder = join(LOCAL_FOLDER, LOCAL_CLOUD);

interface Ended {
  readonly status: number;
  readonly printed: string;
}

function local(...args: string[]): Promise<Ended> {
  const command = ['--tsconfig', 'test/tsconfig.json', 'local/cli.ts', ...args];
  const options = { cwd: REPOSITORY, env: { ...process.env, LOCAL_CLOUD } };
  return new Promise((resolve) => {
    execFile(join(TOOLS, 'tsx'), command, options, (error, stdout, stderr) => {
      resolve({ status: error ? Number(error.code) : 0, printed: `${stdout}${stderr}` });
    });
  });
}

const stateFile = join(folder, 'cloud.json');
const readState = (): CloudState => JSON.parse(readFileSync(stateFile, 'utf8'));

beforeAll(async () => {
  const { status, printed } = await local('up', 'single-region-platform');
  if (status !== 0) throw new Error(printed);
});

afterAll(() => local('down'));

test('up keeps it running, and writes where everything is', async () => {
  const outputs = JSON.parse(readFileSync(join(folder, 'cfn-outputs', 'flat-outputs.json'), 'utf8'));
  expect(outputs.ApiUrl).toMatch(new RegExp(`^${readState().endpoint}/`));
  expect(process.kill(readState().pid, 0)).toBe(true);
});

test('pay posts a payment and follows it', async () => {
  const { status, printed } = await local('pay', '--amount', '1234', '--currency', 'EUR');
  expect(printed).toMatch(/202 +authorized/);
  expect(status).toBe(0);
});

test('pay refuses a card it does not know', async () => {
  const { status, printed } = await local('pay', '--card', 'golden');
  expect(printed).toContain(
    "'--card' must be a behaviour, response code or last four digits of a test card, got 'golden'",
  );
  expect(status).toBe(1);
});

test('status tells payments, queues, and that the ledger is sound', async () => {
  const { status, printed } = await local('status');
  expect(printed).toMatch(/authorized +EUR +1 +1234/);
  expect(printed).toMatch(/payments-queue\S* +0 +0/);
  expect(printed).toContain('the ledger is sound');
  expect(status).toBe(0);
});

test('logs shows what a function logged, and the names of all when it has none', async () => {
  expect((await local('logs', 'process-payment')).printed).toContain('"message":"payment decided"');
  const { status, printed } = await local('logs', 'nobody');
  expect(printed).toMatch(/got 'nobody'; there are[\s\S]*process-payment/);
  expect(status).toBe(1);
});

test('psql answers one statement', async () => {
  const { printed } = await local('psql', 'SELECT status, count(*) FROM ledger.payment_transition GROUP BY 1');
  expect(printed).toMatch(/authorized +1/);
});

test('redrive moves dead letters back to where they died', async () => {
  const access = accessIn('us-east-1', readState());
  const isDead = ({ name }: { readonly name: string }) => name.startsWith('payment-notices-dead-letter');
  const dead = (await listQueues(access)).find(isDead);
  const client = new SQSClient(clientOptions(access));
  await client.send(new SendMessageCommand({ QueueUrl: dead?.url, MessageBody: 'poison' }));
  const { printed } = await local('redrive');
  expect(printed).toMatch(/payment-notices-dead-letter\S* → payment-notices\S*: 1/);
});

test('rotate rotates every credential that has a schedule', async () => {
  const { status, printed } = await local('rotate');
  expect(printed.match(/✔/g)?.length).toBeGreaterThan(0);
  expect(status).toBe(0);
});

test('up again deploys into what is up', async () => {
  const { pid } = readState();
  const { status, printed } = await local('up', 'single-region-platform');
  expect(printed).not.toContain('Bootstrap');
  expect(status).toBe(0);
  expect(readState().pid).toBe(pid);
});

test('down ends everything, and every command then says how to begin', async () => {
  const { endpoint, acquirer } = readState();
  expect((await local('down')).printed).toContain('Stopped.');
  for (const url of [endpoint, `https://127.0.0.1:${acquirer.port}`]) {
    await expect(fetch(url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  }
  expect(existsSync(stateFile)).toBe(false);
  expect(await local('status')).toEqual({ status: 1, printed: expect.stringContaining('npm run local -- up') });
});

test('what is no command gets the usage', async () => {
  const { status, printed } = await local('fly');
  expect(printed).toContain('usage: npm run demo');
  expect(status).toBe(2);
});
