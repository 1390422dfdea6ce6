/**
 * Is the AWS SDK bundled into a function, or taken from the runtime's node_modules? Starts fresh processes that load a function
 * and answer one request, in turn with one and the other, and prints the medians and their ratio.
 * Run: tsx bench/cold-start.ts [rounds]
 */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleFunction, type SdkSource } from '../projenrc/scripts/assets/function-bundles';

interface Start {
  /** From the start of the process until the code is loaded. */
  readonly loadedMs: number;
  /** From the start of the process until the first answer, one call to a table included. */
  readonly answeredMs: number;
  readonly memoryMb: number;
}

const run = promisify(execFile);
const sources: readonly SdkSource[] = ['bundle', 'runtime'];

const probe = `
const { handler } = require('./index.js');
const loadedMs = performance.now();
const event = { headers: {}, pathParameters: { id: '01935d2a-1234-7123-8123-123456789012' },
  requestContext: { requestId: '01935d2a-1234-7123-8123-123456789012', identity: { userArn: 'arn:aws:iam::0:user/bench' } } };
handler(event, {}).then(({ statusCode }) => {
  if (statusCode !== 404) throw new Error('expected 404, got ' + statusCode);
  const memoryMb = process.memoryUsage().rss / 1e6;
  process.stderr.write(JSON.stringify({ loadedMs, answeredMs: performance.now(), memoryMb }));
  process.exit(0);
});`;

async function prepare(root: string, sdk: SdkSource): Promise<string> {
  const folder = mkdtempSync(join(root, `${sdk}-`));
  writeFileSync(join(folder, 'index.js'), (await bundleFunction('get-payment', sdk)).code);
  writeFileSync(join(folder, 'probe.js'), probe);
  if (sdk === 'runtime') symlinkSync(join(__dirname, '..', 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

async function start(folder: string, endpoint: string): Promise<Start> {
  const environment = {
    PATH: process.env.PATH,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    SESSION_TABLE_NAME: 'bench',
  };
  const { stderr } = await run(process.execPath, ['probe.js'], { cwd: folder, env: environment });
  return JSON.parse(stderr);
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function measure(rounds: number): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'cold-start-'));
  const table = createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1');
  try {
    await once(table, 'listening');
    const { port } = table.address() as AddressInfo;
    const starts: Record<SdkSource, Start[]> = { bundle: [], runtime: [] };
    const folders = { bundle: await prepare(root, 'bundle'), runtime: await prepare(root, 'runtime') };
    for (let round = 0; round < rounds; round += 1) {
      for (const sdk of sources) starts[sdk].push(await start(folders[sdk], `http://127.0.0.1:${port}`));
    }
    report(starts);
  } finally {
    table.close();
    rmSync(root, { recursive: true });
  }
}

function report(starts: Readonly<Record<SdkSource, readonly Start[]>>): void {
  for (const measured of ['loadedMs', 'answeredMs', 'memoryMb'] as const) {
    const [bundle = 0, runtime = 0] = sources.map((sdk) => median(starts[sdk].map((one) => one[measured])));
    const ratio = (bundle / runtime).toFixed(2);
    console.log(`${measured}: bundled ${bundle.toFixed(0)}, from the runtime ${runtime.toFixed(0)}, ratio ${ratio}`);
  }
}

measure(Number(process.argv[2] ?? 15)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
