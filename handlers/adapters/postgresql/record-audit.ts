import type { Client } from 'pg';
import { type AuditFacts, canonicalForm } from '../../domain/audit/audit-record';

/** By catalogue: asked by its name, a schema that the user may not use is an error. */
const MAY_RECORD = `
  select from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
  where n.nspname = 'ledger' and p.proname = 'record_audit'
    and has_schema_privilege(n.oid, 'usage') and has_function_privilege(p.oid, 'execute')`;

/**
 * Adds a record in the session's transaction. A database that is no ledger, or a ledger before its trail was made, has none:
 * there the log of the function is all there is.
 */
export async function recordAudit(
  session: Pick<Client, 'query'>,
  facts: Omit<AuditFacts, 'occurredAt' | 'outcome'>,
): Promise<void> {
  const { rowCount } = await session.query(MAY_RECORD);
  if (rowCount === 0) return;
  const text = canonicalForm({ ...facts, occurredAt: new Date().toISOString(), outcome: 'success' });
  await session.query('select ledger.record_audit($1)', [text]);
}
