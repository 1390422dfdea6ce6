import { Client } from 'pg';
import * as v from 'valibot';
import { fraudDecisionSchema } from '../../handlers/adapters/fraud-decision-document';
import { readText } from './read-text';
import type { StoredPayment } from './stored-payment';

export interface LedgerSource {
  /** `postgres://user@host:5432/database`; the password is taken from `PGPASSWORD`. @default - what `PGHOST` and its kin name */
  readonly url?: string;
  /** File in PEM with the authorities of the server. @default - those of the system */
  readonly caFile?: string;
  /** Decisions from then on only. @default - all */
  readonly since?: Date;
}

interface Row {
  readonly payment_id: string;
  readonly fraud: unknown;
  readonly pan_fingerprint: string;
  readonly card_bin: string;
  readonly customer_id: string;
  readonly customer_email: string | null;
  readonly customer_ip_address: string | null;
}

/** A payment is scored once, before its first transition, whose row is also the payment. Ids ascend with time, so that pages follow each other without a sort. */
const PAGE = `
select payment_id, fraud, pan_fingerprint, left(masked_pan, 6) as card_bin, customer_id, customer_email, customer_ip_address
from ledger.payment_transition
where sequence = 1 and fraud is not null and payment_id > $1 and occurred_at >= $2
order by payment_id
limit $3`;

const PAGE_ROWS = 1_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

function storedPayment(row: Row): StoredPayment {
  return {
    paymentId: row.payment_id,
    decision: v.parse(fraudDecisionSchema, row.fraud),
    identifiers: {
      cardFingerprint: row.pan_fingerprint,
      cardBin: row.card_bin,
      customerId: row.customer_id,
      ...(row.customer_email !== null && { email: row.customer_email.trim().toLowerCase() }),
      ...(row.customer_ip_address !== null && { ipAddress: row.customer_ip_address }),
    },
  };
}

function withoutPassword(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  if (!URL.canParse(url)) throw new Error("'--database' must be a URL as postgres://user@host:5432/database");
  if (new URL(url).password !== '') throw new Error("'--database' must have no password: set PGPASSWORD instead");
  return url;
}

/** Reads the decisions of the ledger page by page, in a session that can write nothing. */
export async function* readLedger({ url, caFile, since }: LedgerSource): AsyncGenerator<StoredPayment> {
  const ssl = caFile === undefined ? true : { ca: readText(caFile, 'a file of authorities in PEM') };
  const client = new Client({ connectionString: withoutPassword(url), ssl, application_name: 'fraud-replay' });
  await client.connect();
  try {
    await client.query('set session characteristics as transaction read only');
    let after = FIRST_ID;
    for (;;) {
      const { rows } = await client.query<Row>(PAGE, [after, since ?? new Date(0), PAGE_ROWS]);
      for (const row of rows) yield storedPayment(row);
      const last = rows.at(-1);
      if (!last) return;
      after = last.payment_id;
    }
  } finally {
    await client.end();
  }
}
