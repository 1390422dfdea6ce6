import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ClientConfig } from 'pg';
import * as cryptography from '../../../../handlers/adapters/postgresql/login-cryptography';
import { verifiedTls } from '../../../../handlers/adapters/postgresql/trusted-certificates';
import { bundleText } from '../../../../projenrc/scripts/assets/function-bundles';
import { DatabaseServer } from '../../fakes/database-server';
import { startScramServer } from '../../fakes/scram-server';

const ours = { ...cryptography };
const theirs: Record<keyof typeof ours, (...values: readonly unknown[]) => unknown> = require('pg/lib/crypto/utils');

const LOG_IN = `import { Client } from 'pg';
(async () => {
  const answers = [];
  for (const login of JSON.parse(process.env.LOGINS)) {
    const client = new Client(login);
    client.on('error', () => undefined);
    answers.push(await client.connect().then(() => 'logged in', (error) => error.code ?? error.message));
    client.end().catch(() => undefined);
  }
  console.log(JSON.stringify(answers));
})();`;

let folder: string;
let server: DatabaseServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'login-'));
  writeFileSync(join(folder, 'index.js'), (await bundleText('login', LOG_IN, __dirname)).code);
  server = await DatabaseServer.start('login-cryptography');
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.stop();
});

interface Login extends ClientConfig {
  readonly enableChannelBinding?: boolean;
}

/** What becomes of these in a process of its own, which has nothing but a bundle. */
async function becomesOf(...logins: readonly Login[]): Promise<readonly string[]> {
  const env = { PATH: process.env.PATH, LOGINS: JSON.stringify(logins) };
  const { stdout } = await promisify(execFile)(process.execPath, ['index.js'], { cwd: folder, env });
  return JSON.parse(stdout);
}

test('a bundle logs in to PostgreSQL, with and without the channel bound, and not by another password', async () => {
  const login = { ...server.admin, ssl: verifiedTls(server.authorities, server.admin.host) };
  const wrong = { ...login, password: `${login.password}x` };
  const bound = { enableChannelBinding: true };
  await expect(becomesOf(login, { ...login, ...bound }, wrong, { ...wrong, ...bound })).resolves.toEqual([
    'logged in',
    'logged in',
    '28P01',
    '28P01',
  ]);
});

test('a bundle fails to log in to a server that does not know the password', async () => {
  const [knowing, guessing] = [await startScramServer('pencil'), await startScramServer('pen')];
  const login = { host: '127.0.0.1', user: 'anybody', password: 'pencil' };
  const answers = await becomesOf({ ...login, port: knowing.port }, { ...login, port: guessing.port });
  for (const { stop } of [knowing, guessing]) stop();
  expect(answers).toEqual(['logged in', expect.stringContaining('server signature does not match')]);
});

test('a bundle has this in place of what pg brings', async () => {
  const { code, metafile } = await bundleText('login', LOG_IN, __dirname);
  const parts = Object.keys(metafile.inputs).filter((path) => /crypto(graphy)?[\\/.]/.test(path));
  expect(parts.map((path) => path.replace(/^.*node_modules\//, '')).sort()).toEqual([
    'handlers/adapters/postgresql/login-cryptography.ts',
    'pg/lib/crypto/cert-signatures.js',
    'pg/lib/crypto/sasl.js',
  ]);
  expect(Buffer.from(code).toString()).not.toContain('webcrypto');
});

test('it does what pg does', async () => {
  const [key, text] = [Buffer.from('a key of some length'), 'r=nonce, with é'];
  const calls = {
    deriveKey: ['pässword', Buffer.from('salt'), 4096],
    sha256: [key],
    hashByName: ['SHA-384', key],
    hmacSha256: [key, text],
    md5: [text],
    postgresMd5PasswordHash: ['user', 'password', key],
  };
  expect([...Object.keys(calls), 'randomBytes'].sort()).toEqual(Object.keys(theirs).sort());
  expect(Object.keys(ours).sort()).toEqual(Object.keys(theirs).sort());
  for (const [name, values] of Object.entries(calls) as [keyof typeof ours, never[]][]) {
    const [one, other] = await Promise.all([Reflect.apply(ours[name], undefined, values), theirs[name](...values)]);
    expect(Buffer.from(one as string)).toEqual(Buffer.from(other as string));
  }
  expect(ours.randomBytes(18)).not.toEqual(ours.randomBytes(18));
});
