/** The commands of `npm run local`, each as a process of its own, as a developer uses them. */
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Browser } from 'playwright-core';
import { accessIn, clientOptions } from '../../local/aws-access';
import type { CloudState } from '../../local/cloud-state';
import { listQueues } from '../../local/drive/queues';
import type { View } from '../../tools/payment-dashboard/view';
import {
  keepScreenshot,
  NARROW,
  open,
  pixelsOf,
  startBrowser,
  violations,
} from '../tools/payment-dashboard/page/browser';
import { BUSY, NOT_MEASURED } from './fixtures/dashboard-charts';
import { folder, local, localUntil, run, startLocal } from './fixtures/local-command';
import { PATIENCE_MS } from './fixtures/patience';

jest.setTimeout(PATIENCE_MS);

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
  const { status, printed } = await localUntil(
    /^(?=[\s\S]*payments-queue\S* +0 +0)(?=[\s\S]*the ledger is sound)/,
    'status',
  );
  expect(printed).toMatch(/authorized +EUR +1 +1234/);
  expect(printed).toMatch(/payments-queue\S* +0 +0/);
  expect(printed).toContain('the ledger is sound');
  expect(status).toBe(0);
});

test('logs shows what a function logged, and the names of all when it has none', async () => {
  const { printed: logged } = await localUntil(/payment decided/, 'logs', 'process-payment');
  expect(logged).toContain('"message":"payment decided"');
  const { status, printed } = await local('logs', 'nobody');
  expect(printed).toMatch(/got 'nobody'; there are[\s\S]*process-payment/);
  expect(status).toBe(1);
});

test('psql answers one statement', async () => {
  const { printed } = await local('psql', 'SELECT status, count(*) FROM ledger.payment_transition GROUP BY 1');
  expect(printed).toMatch(/authorized +1/);
});

describe('dashboard', () => {
  let server: ChildProcess;
  let browser: Browser;
  let url: string;

  beforeAll(async () => {
    expect(await local('pay', '--all')).toMatchObject({ status: 0 });
    server = startLocal('dashboard', 'single-region-platform');
    url = await new Promise((resolve) => server.stdout?.once('data', (line) => resolve(String(line).trim())));
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    server?.kill();
  });

  test('draws every chart that had traffic, and says what nobody measures here', async () => {
    const { page, reported } = await open(browser, url);
    await keepScreenshot(page, 'local-1280');
    expect(await violations(page)).toEqual([]);
    expect(reported).toEqual([]);
    const drawn = page.locator('.chart:has(canvas):not(:has(.silence:not([hidden])))');
    expect(await drawn.locator('h3').allTextContents()).toEqual(expect.arrayContaining(BUSY));
    const charts = '.chart:not(:has(.silence:not([hidden])))';
    const colors = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((line) => pixelsOf(page, charts, `line-${line}`)));
    const painted = colors[0].map((_, chart) => colors.reduce((sum, counts) => sum + counts[chart], 0));
    expect(Math.min(...painted)).toBeGreaterThan(0);
    expect(await page.locator('.chart .plot.unknown .silence').first().textContent()).toMatch(
      /^Not measured by the local cloud/,
    );
  });

  test('says what is not measured, and why: very little', async () => {
    const answer = await fetch(`${url}view.json?range=15&point=60`);
    const { widgets } = (await answer.json()) as View;
    const reasons: Record<string, string[]> = {};
    for (const widget of widgets) {
      const lines = widget.kind === 'chart' || widget.kind === 'figures' ? widget.lines : [];
      for (const why of new Set(lines.flatMap(({ unknown }) => unknown?.replace(/^not measured by .*: /, '') ?? []))) {
        reasons[why] = [...(reasons[why] ?? []), 'title' in widget ? widget.title : ''].sort();
      }
    }
    expect(reasons).toEqual(NOT_MEASURED);
    const alarms = widgets.flatMap((widget) => (widget.kind === 'alarms' ? widget.alarms : []));
    const without = alarms.filter(({ state }) => state === undefined).map(({ name }) => name);
    expect(without.map((name) => name.replace(/-alarm-.*/, ''))).toEqual([
      'ledger-database-replica-lag',
      'sessions-table-throttles',
    ]);
    expect(alarms.find(({ name }) => name.startsWith('ledger-database-cpu'))).toMatchObject({
      state: 'OK',
      note: 'without Ledger readers, not measured by the local cloud: it is counted with the writer',
    });
  });

  test('shows the state of every alarm, the one about unresolved payments red', async () => {
    const { page } = await open(browser, url, NARROW);
    await keepScreenshot(page, 'local-390');
    expect(await page.locator('.group.ALARM').innerText()).toContain('payments-payment-unresolved');
    const stacks = JSON.parse(readFileSync(join(folder, 'stacks.json'), 'utf8'));
    const types = Object.values<{ Type: string }>(stacks[0].template.Resources).map(({ Type }) => Type);
    const alarms = types.filter((type) => /^AWS::CloudWatch::(Composite)?Alarm$/.test(type));
    expect(await page.locator('details.alarm').count()).toBe(alarms.length);
  });
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

test('operator shows what waits for a person, and has the acquirer asked again', async () => {
  expect((await local('operator')).printed).toContain('Nothing waits for a person');
  const access = accessIn('us-east-1', readState());
  const queue = (await listQueues(access)).find(({ name }) => name.startsWith('operators-queue'));
  const paymentId = randomUUID();
  const MessageBody = JSON.stringify({
    paymentId,
    kind: 'acquirer-silent',
    detail: 'No word',
    occurredAt: '2026-11-21',
  });
  await new SQSClient(clientOptions(access)).send(new SendMessageCommand({ QueueUrl: queue?.url, MessageBody }));
  const { status, printed } = await local('operator', paymentId);
  expect(printed).toMatch(new RegExp(`acquirer-silent +${paymentId} +No word`));
  expect(status).toBe(0);
});

test('operator gives evidence to the reconciler, and says what the ledger refuses', async () => {
  const paymentId = randomUUID();
  const said = { paymentId, outcome: 'declined', evidence: 'letter-7', operator: 'anna' };
  const { status, printed } = await local('operator', JSON.stringify(said));
  expect(printed).toContain('reconcile-payment failed: no payment has that id');
  expect(status).toBe(1);
});

test('fraud:replay scores the payments of the cloud that is up', async () => {
  const { status, printed } = await run('local/fraud-replay.ts', 'default');
  expect(printed).toMatch(
    /^[1-9]\d* payments \([1-9]\d* by 'default-3'\) by the rules 'default-3': 0 would end otherwise/,
  );
  expect(status).toBe(0);
});

test('audit seals what was done, and verifies it', async () => {
  const { status, printed } = await local('audit');
  expect(printed).toMatch(/^The trail holds[\s\S]*records +[1-9]/);
  expect(status).toBe(0);
});

test('rotate rotates every credential that has a schedule', async () => {
  const { status, printed } = await local('rotate');
  expect(printed.match(/✔/g)?.length).toBeGreaterThan(0);
  expect(status).toBe(0);
});

test('up refuses a cloud that still runs other code, and names it', async () => {
  const { code, ...state } = readState();
  const old = { ...code, 'emulator/mend/starts.py': 'as it was' };
  writeFileSync(stateFile, JSON.stringify({ ...state, code: old }));
  const { status, printed } = await local('up', 'single-region-platform');
  expect(printed).toContain('local/emulator/mend/starts.py changed');
  expect(status).toBe(1);
  writeFileSync(stateFile, JSON.stringify({ ...state, code }));
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
  expect(printed).toMatch(/operator '\{…\}' +settle one on evidence/);
  expect(status).toBe(2);
});
