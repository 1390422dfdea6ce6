import { parseArgs } from 'node:util';
import type { LedgerSource } from './read-ledger';

export const USAGE = `usage: npm run fraud:replay -- <rules.json | default> (--payments <file.jsonl> | --database <url>) [options]

Scores stored payments again by other rules and shows what would change. Nothing is written anywhere.

  --payments <file>   one stored payment a line: {"paymentId", "decision", "identifiers"?}
  --database <url>    the ledger: postgres://user@host:5432/database, password in PGPASSWORD
  --ca <file>         authorities of the ledger's server in PEM; those of the system otherwise
  --since <date>      decisions of the ledger from then on, ISO 8601
  --top <number>      biggest movers to show, 10 otherwise
  --explain <id>      say of one payment why it was decided so; needs the rules that decided then
`;

export type Source = { readonly file: string } | { readonly ledger: LedgerSource };

export interface Options {
  /** A file, or `default` for the rules that ship. */
  readonly rules: string;
  readonly source: Source;
  readonly top: number;
  readonly explain?: string;
}

const OPTIONS = {
  payments: { type: 'string' },
  database: { type: 'string' },
  ca: { type: 'string' },
  since: { type: 'string' },
  top: { type: 'string' },
  explain: { type: 'string' },
} as const;

const TOP = 10;
const TOP_MAX = 1_000;

function dateOf(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new Error(`'--since' must be a date in ISO 8601, got '${text}'`);
  return date;
}

function numberOf(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= TOP_MAX) return number;
  throw new Error(`'--top' must be 1 to ${TOP_MAX}, got '${text}'`);
}

export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [rules, ...more] = positionals;
  if (rules === undefined || more.length > 0) throw new Error(`must name one file of rules, got ${positionals.length}`);
  const { ca, database, explain, payments, since, top } = values;
  const found = { rules, explain, top: top === undefined ? TOP : numberOf(top) };
  if (payments !== undefined && database === undefined) return { ...found, source: { file: payments } };
  if (database === undefined || payments !== undefined) {
    throw new Error("must have one of '--payments' and '--database': where the stored payments are");
  }
  const ledger = { url: database, caFile: ca, since: since === undefined ? undefined : dateOf(since) };
  return { ...found, source: { ledger } };
}
