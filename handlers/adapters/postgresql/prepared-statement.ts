import { createHash } from 'node:crypto';
import type { QueryConfig } from 'pg';

/** By text, so that two statements never share a name; short, since PostgreSQL cuts names. */
const names = new Map<string, string>();

/** PostgreSQL reads and plans the text once a connection, instead of once a call. */
export function prepared(text: string, values: readonly unknown[]): QueryConfig {
  return { name: nameOf(text), text, values: [...values] };
}

function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
}
