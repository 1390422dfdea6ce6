import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { loadDomains } from './load-domains';
import { readDomains } from './read-domains';

export const USAGE = `usage: npm run fraud:disposable-mail -- <domains.txt> --table <session table> [--version <name>]

Loads a list of disposable mail domains, one a line, and puts it in force. Region and credentials as for the AWS CLI.

  --table <name>     the session table
  --version <name>   of the list; the time otherwise
`;

const VERSION = /^[\w.:-]{1,64}$/;

/** Returns what was done, in a sentence. */
export async function disposableMail(args: readonly string[], now: Date): Promise<string> {
  const options = { table: { type: 'string' }, version: { type: 'string', default: now.toISOString() } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new Error(`must name one file of domains, got ${positionals.length}`);
  const { table: tableName, version } = values;
  if (tableName === undefined) throw new Error("'--table' must be given: the session table");
  if (!VERSION.test(version)) throw new Error(`'--version' must be letters, digits and . _ : -, got '${version}'`);
  const domains = readDomains(readFileSync(file, 'utf8'));
  const client = new DynamoDBClient({});
  try {
    await loadDomains(client, { tableName, version, domains, now });
  } finally {
    client.destroy();
  }
  return `${domains.length} domains are in force within a minute, as version '${version}'\n`;
}
