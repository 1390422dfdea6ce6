import type { LedgerReader } from '../drive/ledger-reader';

/** A statement about the whole ledger; its query returns the rows that break it. */
interface Invariant {
  readonly states: string;
  readonly offenders: string;
}

/** Written against the tables and not with the ledger's own checks, so that both would have to be wrong in the same way. */
const INVARIANTS: readonly Invariant[] = [
  {
    states: 'debits equal credits in every currency',
    offenders: `SELECT currency, sum(CASE side WHEN 'debit' THEN amount_minor ELSE -amount_minor END) AS difference
      FROM ledger.posting_side GROUP BY currency
      HAVING sum(CASE side WHEN 'debit' THEN amount_minor ELSE -amount_minor END) <> 0`,
  },
  {
    states: 'what authorizations booked is what was authorized',
    offenders: `SELECT currency FROM
      (SELECT g.currency, sum(g.amount_minor) AS booked FROM ledger.posting AS g JOIN ledger.transfer AS f USING (payment_id, sequence)
        WHERE f.kind = 'authorize' GROUP BY g.currency) AS p
      FULL JOIN (SELECT y.currency, sum(y.amount_minor) AS owed FROM ledger.payment AS y
        JOIN ledger.payment_transition AS t USING (payment_id) WHERE t.step IN ('decide', 'resolve') AND t.status = 'authorized' GROUP BY y.currency) AS a USING (currency)
      WHERE booked IS DISTINCT FROM owed`,
  },
  {
    states: 'one payment for each key',
    offenders: `SELECT caller_id, idempotency_key FROM ledger.idempotency GROUP BY 1, 2 HAVING count(*) <> 1
      UNION ALL SELECT payment_id::text, 'no key' FROM ledger.posting AS g
      WHERE NOT EXISTS (SELECT FROM ledger.idempotency AS i WHERE i.payment_id = g.payment_id AND i.sequence = g.sequence)`,
  },
  {
    states: 'cached balances are the sum of the postings',
    offenders: `SELECT account_id FROM
      (SELECT account_id, sum(debits_pending - credits_pending + debits_posted - credits_posted) AS cached
        FROM (SELECT account_id, debits_pending, credits_pending, debits_posted, credits_posted FROM ledger.account_balance
          UNION ALL SELECT debit_account_id, amount_minor, 0, 0, 0 FROM ledger.balance_increment WHERE debit_account_id IS NOT NULL
          UNION ALL SELECT credit_account_id, 0, amount_minor, 0, 0 FROM ledger.balance_increment WHERE credit_account_id IS NOT NULL
        ) AS parts
        GROUP BY account_id) AS b
      FULL JOIN (SELECT account_id, sum(signed_minor) AS booked FROM ledger.posting_side GROUP BY account_id) AS p USING (account_id)
      WHERE cached IS DISTINCT FROM booked`,
  },
  { states: 'the outbox is empty', offenders: 'SELECT position FROM ledger.outbox' },
];

/** Every statement that does not hold, with the number of rows that break it. */
export async function brokenInvariants(ledger: LedgerReader): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const { states, offenders } of INVARIANTS) {
    const rows = await ledger.rows(offenders);
    if (rows.length > 0) broken.push(`not true: ${states} (${rows.length} rows: ${JSON.stringify(rows[0])})`);
  }
  return broken;
}
