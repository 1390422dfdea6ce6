import { v7 } from 'uuid';
import { lifecycle } from '../../../../handlers/domain/ledger/lifecycle';
import { DatabaseServer } from '../../fakes/database-server';

let server: DatabaseServer;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('payment-rows');
});
afterAll(() => server.stop());

/** A row as nobody's code writes it, past every function but not past the checks. */
async function insert(row: Readonly<Record<string, unknown>>): Promise<void> {
  const whole = {
    payment_id: v7(),
    caller_id: 'caller',
    idempotency_key: v7(),
    request_hash: 'hash',
    event_id: v7(),
    occurred_at: '2026-11-21T10:00:00.000Z',
    amount_minor: 100,
    ...row,
  };
  const values = Object.keys(whole).map((_name, index) => `$${index + 1}`);
  await server.sql(
    `insert into ledger.payment_transition (${Object.keys(whole)}) values (${values})`,
    Object.values(whole),
  );
}

/** What was asked, as far as every payment has it. */
const asked = {
  currency: 'EUR',
  merchant_id: 'merchant',
  card_token: 'tok_1',
  card_network: 'visa',
  masked_pan: '424242******4242',
  card_expiry_month: 12,
  card_expiry_year: 2040,
  pan_fingerprint: 'fingerprint',
  customer_id: 'customer',
  correlation_id: 'correlation',
  received_at: '2026-11-21T10:00:00.000Z',
};
/** What a payment may have besides. */
const optional = {
  merchant_reference: 'order',
  card_issuer_country: 'DE',
  customer_email: 'a@example.com',
  customer_ip_address: '192.0.2.1',
  customer_ip_country: 'DE',
  fraud: '{}',
};
const decided = { sequence: 1, step: 'decide', from_status: 'received', status: 'authorized', ...asked };
const declined = { ...decided, status: 'declined', decline_code: 'do-not-honor' };
const captured = {
  sequence: 2,
  step: 'capture',
  from_status: 'authorized',
  status: 'captured',
  step_minor: 60,
  captured_minor: 60,
};

test.each([
  ['a decision', decided],
  ['a decision with all that a payment may have', { ...decided, ...optional }],
  ['a decline', declined],
  ['a capture', captured],
])('takes %s as it should be', async (_name, row) => {
  await expect(insert(row)).resolves.toBeUndefined();
});

const steps = Object.keys(lifecycle) as (keyof typeof lifecycle)[];
const statuses = [
  'received',
  'unresolved',
  'authorized',
  'captured',
  'voided',
  'expired',
  'declined',
  'failed',
] as const;

test('allows the steps of the lifecycle, and no other', async () => {
  const rows = await server.sql<{ step: string }>(
    `select concat_ws(' ', step, before, after) as step
     from unnest($1::text[]) as step, unnest($2::text[]) as before, unnest($2::text[]) as after
     where ledger.is_allowed(step, before, after)`,
    [steps, statuses],
  );
  const expected = steps.flatMap((step) =>
    statuses.flatMap((from) => lifecycle[step][from]?.map((status) => `${step} ${from} ${status}`) ?? []),
  );
  expect(rows.map(({ step }) => step).sort()).toEqual(expected.sort());
});

test.each([
  ['a step that is not in the lifecycle', { ...captured, from_status: 'declined' }, 'allowed_step'],
  ['a key of nothing', { ...decided, idempotency_key: '' }, 'whole_step'],
  ['a key of 256 characters', { ...decided, idempotency_key: 'k'.repeat(256) }, 'whole_step'],
  ['a decision after the first step', { ...decided, sequence: 2 }, 'whole_step'],
  ['a step before the first', { ...captured, sequence: 0 }, 'whole_step'],
  ['a later step in place of the decision', { ...captured, sequence: 1 }, 'whole_step'],
  ['a decline without a reason', { ...declined, decline_code: null }, 'whole_step'],
  ['an authorization with a reason to decline', { ...decided, decline_code: 'do-not-honor' }, 'whole_step'],
  ['a decision that captures', { ...decided, captured_minor: 1 }, 'whole_step'],
  ['a capture of no amount', { ...captured, step_minor: null }, 'whole_step'],
  ['a captured payment without captures', { ...captured, captured_minor: 0 }, 'whole_step'],
  [
    'a voided payment that still reserves',
    { ...captured, step: 'void', status: 'voided', captured_minor: 0 },
    'whole_step',
  ],
  ['more captured than authorized', { ...captured, captured_minor: 101 }, 'captured_within_authorized'],
  ['more captured and released than authorized', { ...captured, released_minor: 41 }, 'captured_within_authorized'],
  ['more refunded than captured', { ...captured, refunded_minor: 61 }, 'refunded_within_captured'],
  ['a refund below nothing', { ...captured, refunded_minor: -1 }, 'whole_step'],
])('fails for %s', async (_name, row, constraint) => {
  await expect(insert(row)).rejects.toMatchObject({ constraint });
});

test.each(Object.keys(asked))('fails for a decision without its %s', async (name) => {
  for (const whole of [decided, declined]) {
    await expect(insert({ ...whole, [name]: null })).rejects.toMatchObject({ constraint: 'whole_step' });
  }
});

test.each(Object.entries({ ...asked, ...optional }))('fails for a later step with a %s', async (name, value) => {
  await expect(insert({ ...captured, [name]: value })).rejects.toMatchObject({ constraint: 'whole_step' });
});

test('fails for an unknown amount', async () => {
  await expect(insert({ ...captured, amount_minor: null })).rejects.toMatchObject({ column: 'amount_minor' });
});

test('fails for a key that brought another step', async () => {
  const key = { caller_id: 'caller', idempotency_key: v7() };
  await insert({ ...decided, ...key });
  await expect(insert({ ...captured, ...key })).rejects.toMatchObject({ constraint: 'one_key' });
});
