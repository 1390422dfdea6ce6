import { createInterface } from 'node:readline/promises';
import { databaseFolder } from '../cloud-state';
import { LedgerReader } from '../drive/ledger-reader';
import { table } from '../terminal/table';
import { deployed } from './deployed';

const PROMPT = 'payments=# ';

async function answer(ledger: LedgerReader, sql: string): Promise<string> {
  const rows = await ledger.rows<Record<string, unknown>>(sql);
  if (rows.length === 0) return '(no rows)';
  const columns = Object.keys(rows[0]);
  const cell = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));
  return table(
    columns,
    rows.map((row) => columns.map((column) => cell(row[column]))),
  );
}

async function converse(ledger: LedgerReader): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: PROMPT });
  const prompt = () => process.stdin.isTTY && terminal.prompt();
  prompt();
  for await (const line of terminal) {
    if (/^\s*(\\q|exit|quit)\s*$/.test(line)) break;
    const said = line.trim() && (await answer(ledger, line).catch((error: Error) => error.message));
    if (said) process.stdout.write(`${said}\n`);
    prompt();
  }
  terminal.close();
}

/** `psql`, `psql "SELECT …"`: a session as superuser in the ledger's database, one statement a line. */
export async function psql(args: readonly string[]): Promise<number> {
  const ledger = new LedgerReader(databaseFolder(deployed().cloud.folder));
  try {
    if (args.length > 0) process.stdout.write(`${await answer(ledger, args.join(' '))}\n`);
    else await converse(ledger);
    return 0;
  } finally {
    await ledger.close();
  }
}
