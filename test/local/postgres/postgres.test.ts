import { globSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { CertificateAuthority } from '../../../local/certificates/authority';
import { type LocalPostgres, startPostgres } from '../../../local/postgres/postgres';
import { LOCAL_FOLDER } from '../../../local/repository';

const HOST = 'ledger.cluster-abc.us-east-1.rds.amazonaws.com';

/** Only its owner may enter: as in a fresh clone below a private folder. */
const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
let server: LocalPostgres;
let ca: string;

beforeAll(async () => {
  server = await startPostgres({ folder, hostNames: [HOST] });
  ca = readFileSync(server.caFile, 'utf8');
});

afterAll(() => server.stop());

/** That of the cluster that all are copied from. */
function firstPassword(): string {
  const [file] = globSync(join(LOCAL_FOLDER, 'postgres', '*', 'password'));
  return readFileSync(file, 'utf8');
}

async function connect(ssl: ClientConfig['ssl']): Promise<string> {
  const client = new Client({ ...server.admin, host: '127.0.0.1', ssl });
  try {
    await client.connect();
    const { rows } = await client.query('SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
    return rows[0].version;
  } finally {
    await client.end();
  }
}

test('a client that trusts the authority and asks for the right name gets TLS 1.3', async () => {
  expect(await connect({ ca, servername: HOST })).toBe('TLSv1.3');
});

test('the administrator session is verified by name as well', async () => {
  const client = new Client(server.admin);
  await client.connect();
  const { rows } = await client.query('SHOW server_version_num');
  await client.end();
  expect(Math.floor(rows[0].server_version_num / 10_000)).toBe(17);
});

test('fails for another name', async () => {
  await expect(connect({ ca, servername: `other-${HOST}` })).rejects.toThrow(/altnames/);
});

test('fails without the authority', async () => {
  await expect(connect({ servername: HOST })).rejects.toThrow(/certificate/);
});

test('fails with another authority', async () => {
  const other = await CertificateAuthority.in(mkdtempSync(join(tmpdir(), 'other-')));
  const otherCa = readFileSync(other.certificateFile, 'utf8');
  await expect(connect({ ca: otherCa, servername: HOST })).rejects.toThrow(/certificate/);
});

test('fails without TLS', async () => {
  await expect(connect(false)).rejects.toThrow(/no encryption/);
});

test('fails with another password', async () => {
  const client = new Client({ ...server.admin, password: 'guessed' });
  await expect(client.connect()).rejects.toThrow(/password/);
});

test('answers to other names when it is told to, without a restart', async () => {
  const another = 'reader.cluster-ro-abc.us-east-1.rds.amazonaws.com';
  await server.useHostNames([another]);
  expect(await connect({ ca, servername: another })).toBe('TLSv1.3');
  await expect(connect({ ca, servername: HOST })).rejects.toThrow(/altnames/);
  await server.useHostNames([HOST]);
});

test('servers are copies of one empty cluster, and each has a password and data of its own', async () => {
  const other = await startPostgres({ folder: mkdtempSync(join(tmpdir(), 'postgres-')), hostNames: [HOST] });
  try {
    const here = new Client(server.admin);
    await here.connect();
    await here.query('CREATE DATABASE only_here');
    await here.end();
    const there = new Client(other.admin);
    await there.connect();
    expect((await there.query(`SELECT FROM pg_database WHERE datname = 'only_here'`)).rows).toEqual([]);
    await there.end();
    for (const password of [server.admin.password, firstPassword()]) {
      await expect(new Client({ ...other.admin, password }).connect()).rejects.toThrow(
        /password authentication failed/,
      );
    }
  } finally {
    await other.stop();
  }
});
