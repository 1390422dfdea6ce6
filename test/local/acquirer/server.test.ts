import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpsClient } from '../../../handlers/adapters/https-client';
import { REPOSITORY, TOOLS } from '../../../local/repository';
import { createAuthority } from '../../handlers/fakes/certificates';

/** Not a test card: those stand in the source, which tsx keeps compiled in the temporary folder. */
const NUMBER = '4539148803436467';
const SERVER = join(REPOSITORY, 'local', 'acquirer', 'server.ts');

function start(folder: string, options: readonly string[], apiKey: string) {
  const child = spawn(join(TOOLS, 'tsx'), [SERVER, ...options], {
    cwd: folder,
    env: { PATH: process.env.PATH, ACQUIRER_API_KEY: apiKey, TMPDIR: folder },
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  return { child, printed: () => printed };
}

test('runs as a process of its own, takes a card over TLS, leaves it nowhere, and ends when it is told to', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'acquirer-'));
  const authority = await createAuthority();
  const { certificate, privateKey } = await authority.issue('localhost');
  writeFileSync(join(folder, 'cert.pem'), certificate);
  writeFileSync(join(folder, 'key.pem'), privateKey);
  const { child, printed } = start(folder, ['--certificate', 'cert.pem', '--private-key', 'key.pem'], 'key');
  await once(child.stdout, 'data');
  const { port } = JSON.parse(printed());

  const client = new HttpsClient({ certificateAuthorities: [authority.certificate] });
  const reply = await client.send({
    method: 'POST',
    url: new URL(`https://localhost:${port}/v1/tokens`),
    headers: { authorization: 'Bearer key' },
    body: JSON.stringify({ number: NUMBER, expiryMonth: 12, expiryYear: 2040, cvv: '987' }),
  });
  expect(reply).toMatchObject({ outcome: 'answered', status: 201 });
  client.close();

  child.kill('SIGTERM');
  await expect(once(child, 'close')).resolves.toEqual([0, null]);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const written = files.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'));
  expect([printed(), ...written].join()).not.toContain(NUMBER);
});

test('fails in a sentence when something is missing', async () => {
  const { child, printed } = start(tmpdir(), [], '');
  await expect(once(child, 'close')).resolves.toEqual([1, null]);
  expect(printed()).toBe('--certificate, --private-key and the environment variable ACQUIRER_API_KEY must be given\n');
});
