import { parseArgs } from 'node:util';
import type { LedgerSource } from './read-ledger';

export const USAGE = `usage: npm run fraud:replay -- <rules.json | default> [options]

Scores stored payments again by other rules and shows what would change. Nothing is written anywhere.
Without '--payments' and '--database' the ledger is the one that PGHOST, PGPORT, PGDATABASE and PGUSER name,
or that of the local cloud which is up.

  --payments <file>   one stored payment a line: {"paymentId", "decision", "identifiers"?}
  --database <url>    the ledger: postgres://user@host:5432/database, password in PGPASSWORD
  --ca <file>         authorities of the ledger's server in PEM; PGSSLROOTCERT, or those of the system, otherwise
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

/** `environment` names a ledger as it does for every client of PostgreSQL. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): Options {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [rules, ...more] = positionals;
  if (rules === undefined || more.length > 0) throw new Error(`must name one file of rules, got ${positionals.length}`);
  const { ca, database, explain, payments, since, top } = values;
  const found = { rules, explain, top: top === undefined ? TOP : numberOf(top) };
  if (payments !== undefined && database === undefined) return { ...found, source: { file: payments } };
  if (payments !== undefined) throw new Error("must have one of '--payments' and '--database', got both");
  if (database === undefined && !environment.PGHOST) {
    throw new Error(
      "must have '--payments', '--database' or PGHOST, or a local cloud that is up: where the payments are",
    );
  }
  const caFile = ca ?? environment.PGSSLROOTCERT;
  const ledger = { url: database, caFile, since: since === undefined ? undefined : dateOf(since) };
  return { ...found, source: { ledger } };
}
