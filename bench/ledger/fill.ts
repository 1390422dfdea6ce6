import type { BenchmarkServer } from './server';

const AT_ONCE = 500_000;

/** As payments of `ledger.commit_payment` would have left them, but for outbox and audit records: those are emptied, or sealed and read by key. */
const PAYMENTS = (first: number, last: number) => `
with made as (
  select gen_random_uuid() as payment_id, 2 + n % 1000 as merchant, n from generate_series(${first}, ${last}) as n
), moved as (
  insert into ledger.payment_transition (payment_id, sequence, caller_id, idempotency_key, request_hash, from_status, status,
    event_id, acquirer_reference, occurred_at, amount_minor, currency, merchant_id, card_token, card_network,
    masked_pan, card_expiry_month, card_expiry_year, pan_fingerprint, customer_id, correlation_id, received_at)
  select payment_id, 1, 'caller', payment_id::text, repeat('a', 64), 'received', 'authorized',
    payment_id, 'reference', now(), 100, 'EUR', 'merchant-' || merchant, 'tok_' || payment_id, 'visa',
    '424242******4242', 12, 2040, repeat('b', 44), 'customer-' || n, payment_id::text, now()
  from made
)
insert into ledger.posting (payment_id, sequence, number, layer, debit_account_id, credit_account_id, amount_minor, currency)
select payment_id, 1, 1, 'pending', 1, merchant, 100, 'EUR' from made`;

/** Until there are so many postings. */
export async function fill(server: BenchmarkServer, postings: number): Promise<void> {
  const [known] = await server.sql<{ count: number }>('select count(*)::int as count from ledger.posting');
  for (let first = (known?.count ?? 0) + 1; first <= postings; first += AT_ONCE) {
    await server.sql(PAYMENTS(first, Math.min(postings, first + AT_ONCE - 1)));
  }
  await server.sql('analyze');
  await server.sql('checkpoint');
}
