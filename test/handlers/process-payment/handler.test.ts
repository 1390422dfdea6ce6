import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rdsCertificateAuthorities } from '../../../projenrc/scripts/assets/certificate-authorities';
import { bundleFunction } from '../../../projenrc/scripts/assets/function-bundles';
import { anInstruction } from '../fakes/instruction';

const run = promisify(execFile);
let folder: string;
let aws: Server;
let asked: string[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'handler-'));
  writeFileSync(join(folder, 'index.js'), (await bundleFunction('process-payment')).code);
  writeFileSync(join(folder, 'rds-ca.pem'), rdsCertificateAuthorities());
  aws = createServer((request, response) => {
    asked.push(String(request.headers['x-amz-target']));
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
    response.end('{"__type":"AccessDeniedException"}');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => aws.once('listening', resolve));
});
beforeEach(() => {
  asked = [];
});
afterAll(() => {
  aws.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A process of its own that loads the bundle, and does this with it. */
async function started(script: string): Promise<unknown> {
  const env = {
    PATH: process.env.PATH,
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(aws.address() as AddressInfo).port}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    CONFIGURATION_PATH: '/test',
    SESSION_TABLE_NAME: 'test',
    ACQUIRER_SECRET_ARN: 'acquirer',
    DATABASE_SECRET_ARN: 'ledger',
    EVENT_TOPIC_ARN: 'arn:aws:sns:us-east-1:111122223333:events',
  };
  const whole = `const { handler } = require('./index.js'); (async () => { ${script} })();`;
  const { stdout } = await run(process.execPath, ['-e', whole], { cwd: folder, env });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

test('reads secrets and configuration before the first event, and lives on where it may not', async () => {
  await expect(started('setTimeout(() => console.log(true), 500);')).resolves.toBe(true);
  expect(asked.filter((target) => target === 'secretsmanager.GetSecretValue')).toHaveLength(2);
  expect(asked.filter((target) => target === 'AmazonSSM.GetParameters')).toHaveLength(1);
  expect(asked.filter((target) => /DynamoDB/.test(target))).toEqual([]);
});

test('the first event is told what could not be read, and reads anew', async () => {
  const record = {
    messageId: 'one',
    attributes: { ApproximateReceiveCount: '1' },
    body: JSON.stringify(anInstruction()),
  };
  const script = `const event = { Records: [${JSON.stringify(record)}] };
    setTimeout(async () => console.log(JSON.stringify(await handler(event))), 500);`;
  await expect(started(script)).resolves.toEqual({ batchItemFailures: [{ itemIdentifier: 'one' }] });
  expect(asked.filter((target) => target === 'secretsmanager.GetSecretValue').length).toBeGreaterThan(2);
});
