/** The bundled command, as users run it. */
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, aws_cloudwatch as cloudwatch, Stack, Stage } from 'aws-cdk-lib';

const COMMAND = join(__dirname, '..', '..', '..', 'assets', 'bins', 'payment-dashboard.js');

let folder: string;
let assembly: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'payment-dashboard-'));
  assembly = join(folder, 'cdk.out');
  const app = new App({ outdir: assembly });
  dashboard(new Stack(app, 'One', { env: { region: 'us-east-1' } }), 'payments');
  dashboard(new Stack(new Stage(app, 'Prod'), 'Two'), '</script><b>costs');
  app.synth();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function dashboard(stack: Stack, title: string): void {
  const metric = new cloudwatch.Metric({
    namespace: 'Own',
    metricName: 'Paid',
    dimensionsMap: { stack: stack.stackId },
  });
  const page = new cloudwatch.Dashboard(stack, 'Page', { dashboardName: `${stack.stackName}-page` });
  page.addWidgets(new cloudwatch.GraphWidget({ title, left: [metric] }));
}

interface Ended {
  readonly status: number;
  readonly printed: string;
}

function run(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...args], (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, printed: `${stdout}${stderr}` }),
    );
  });
}

const viewsIn = (html: string) =>
  JSON.parse(/<script type="application\/json" id="embedded">(.*?)<\/script>/s.exec(html)?.[1] ?? '').views;

test('one file holds every dashboard of the app, those of its stages too', async () => {
  const out = join(folder, 'page.html');
  expect(await run('preview', assembly, '--out', out)).toEqual({ status: 0, printed: `${out}\n` });
  const html = readFileSync(out, 'utf8');
  expect(viewsIn(html).map(({ name }: { name: string }) => name)).toEqual(['Prod-Two-page', 'One-page']);
  expect(viewsIn(html)[0].widgets[0]).toMatchObject({ kind: 'chart', title: '</script><b>costs', width: 6 });
  expect(html).toContain("default-src 'none'; script-src 'sha256-");
  expect(html.replace(/http:\/\/www\.w3\.org\/[\w/]+/g, '')).not.toMatch(/(src|href)="?https?:|@import|url\(/);
});

test('without --out it serves the page, until it is ended', async () => {
  const server = spawn(process.execPath, [COMMAND, 'preview', assembly, '--dashboard', 'One-page']);
  try {
    const [line] = await new Promise<Buffer[]>((resolve) => server.stdout.once('data', (...data) => resolve(data)));
    const html = await (await fetch(String(line).trim())).text();
    expect(viewsIn(html)).toHaveLength(1);
  } finally {
    server.kill();
  }
});

test.each([
  ['nothing', ['preview', 'nowhere'], "'nowhere' must be what 'cdk synth' writes"],
  ['another dashboard', ['preview', '.', '--dashboard', 'x'], "'--dashboard' must be one of Prod-Two-page, One-page"],
  ['another port', ['preview', '.', '--port', 'http'], "'--port' must be 0 to 65535, got 'http'"],
  ['another command', ['show', '.'], "the command must be 'preview', got 'show'"],
])('%s is refused with a sentence', async (_, args, message) => {
  const { status, printed } = await run(...args.map((arg) => (arg === '.' ? assembly : arg)));
  expect([status, printed]).toEqual([1, expect.stringContaining(message)]);
});

test('an app without a dashboard is told so', async () => {
  const empty = join(folder, 'empty');
  const app = new App({ outdir: empty });
  new Stack(app, 'Empty');
  app.synth();
  expect((await run('preview', empty)).printed).toContain('AWS::CloudWatch::Dashboard, got none');
  writeFileSync(join(empty, 'manifest.json'), '{}');
  expect((await run('preview', empty)).status).toBe(1);
});

test('the usage is printed for --help, and without anything', async () => {
  expect(await run('--help')).toEqual({ status: 0, printed: expect.stringContaining('usage: payment-dashboard') });
  expect((await run()).status).toBe(2);
});
