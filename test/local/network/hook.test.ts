import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CertificateAuthority } from '../../../local/certificates/authority';
import { type Directory, startDirectory } from '../../../local/network/directory';
import { REPOSITORY, TOOLS } from '../../../local/repository';

const HOOK = join(REPOSITORY, 'local', 'network', 'hook.cjs');
const runFile = promisify(execFile);

let directory: Directory;
let environment: Record<string, string>;
const server: { close?: () => void } = {};

beforeAll(async () => {
  const authority = await CertificateAuthority.in(mkdtempSync(join(tmpdir(), 'hook-')));
  const { certificate, privateKey } = await authority.issue(['acquirer.example.com']);
  const https = createServer({ cert: certificate, key: privateKey }, (_, response) => response.end('reached'));
  await new Promise<void>((resolve) => https.listen(0, '127.0.0.1', resolve));
  server.close = () => https.close();
  const { port } = https.address() as AddressInfo;
  const names = ['acquirer.example.com', 'impostor.example.com'];
  directory = await startDirectory(async (host) => (names.includes(host) ? port : undefined));
  environment = {
    NODE_OPTIONS: `--require ${HOOK}`,
    NODE_EXTRA_CA_CERTS: authority.certificateFile,
    LOCAL_DIRECTORY_URL: directory.url,
  };
  expect(readFileSync(HOOK, 'utf8')).not.toContain('rejectUnauthorized');
});

afterAll(async () => {
  server.close?.();
  await directory.stop();
});

const GET = `https.get(url, (answer) => answer.on('data', (text) => console.log(String(text))))
  .on('error', (error) => console.log(error.code))`;

async function saysOf(script: string, url: string): Promise<string> {
  const code = `const https = require('node:https'); const url = '${url}'; ${script}`;
  const { stdout } = await runFile(join(TOOLS, 'node'), ['-e', code], { env: environment });
  return stdout.trim();
}

test('a name of the real world leads to the process on this machine, verified by that name', async () => {
  expect(await saysOf(GET, 'https://acquirer.example.com/')).toBe('reached');
});

test('fetch takes the same way', async () => {
  const script = 'fetch(url).then((answer) => answer.text()).then(console.log)';
  expect(await saysOf(script, 'https://acquirer.example.com/')).toBe('reached');
});

test('a server without a certificate for the name is refused', async () => {
  expect(await saysOf(GET, 'https://impostor.example.com/')).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
});

test('a name that is not here is not found, and nothing leaves the machine', async () => {
  expect(await saysOf(GET, 'https://elsewhere.example.com/')).toBe('ENOTFOUND');
});
