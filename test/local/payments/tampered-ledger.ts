import type { LedgerReader } from '../../../local/drive/ledger-reader';

const STATEMENTS = [
  'BEGIN',
  'SET LOCAL session_replication_role = replica', // switches off what refuses changes
  `DELETE FROM ledger.idempotency WHERE payment_id = (SELECT max(payment_id::text)::uuid FROM ledger.posting)`,
  'UPDATE ledger.posting SET amount_minor = amount_minor + 1 WHERE posting_id = (SELECT min(posting_id) FROM ledger.posting)',
  `INSERT INTO ledger.outbox (payment_id, event) SELECT payment_id, '{}' FROM ledger.payment LIMIT 1`,
];

/** Breaks four promises of the ledger in a transaction, past everything that refuses changes; its reader has one session. */
export async function tamperWith(ledger: LedgerReader): Promise<void> {
  for (const statement of STATEMENTS) await ledger.rows(statement);
}
