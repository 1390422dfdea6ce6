-- What happens to a payment after it was decided: each step is one more transition, with the totals that it leaves behind.
-- The totals follow from the step before; the checks on the row hold what nobody may exceed, whatever the code says.
alter table ledger.payment_transition
  add column step text not null default 'decide',
  add column amount_minor bigint, -- the payment's, so that a check can see it
  add column step_minor bigint check (step_minor between 1 and 999999999999),
  add column captured_minor bigint not null default 0 check (captured_minor >= 0),
  add column released_minor bigint not null default 0 check (released_minor >= 0),
  add column refunded_minor bigint not null default 0,
  drop constraint allowed_transition,
  -- The table `lifecycle` of handlers/domain/ledger/lifecycle.ts; a test compares.
  add constraint allowed_step check ((step, from_status, status) in (
    ('decide', 'received', 'authorized'), ('decide', 'received', 'declined'),
    ('decide', 'received', 'unresolved'), ('decide', 'received', 'failed'),
    ('resolve', 'unresolved', 'authorized'), ('resolve', 'unresolved', 'declined'),
    ('capture', 'authorized', 'captured'), ('capture', 'captured', 'captured'),
    ('void', 'authorized', 'voided'), ('void', 'captured', 'captured'),
    ('expire', 'authorized', 'expired'), ('expire', 'captured', 'captured'),
    ('refund', 'captured', 'captured'),
    ('reverse-capture', 'captured', 'captured'), ('reverse-capture', 'captured', 'authorized'),
    ('reverse-refund', 'captured', 'captured')
  )),
  add constraint amount_of_step check ((step_minor is not null) = (step not in ('decide', 'resolve'))),
  add constraint amount_of_payment check ((amount_minor is null) = (step = 'decide')),
  add constraint captured_within_authorized check (captured_minor + released_minor <= amount_minor),
  add constraint refunded_within_captured check (refunded_minor between 0 and captured_minor),
  add constraint captured_is_captured check ((status = 'captured') = (captured_minor > 0)),
  add constraint nothing_stays_reserved check (status not in ('voided', 'expired') or released_minor = amount_minor);

-- Children of a captured payment, one a step.
create table ledger.refund (
  refund_id uuid primary key,
  payment_id uuid not null,
  sequence integer not null,
  unique (payment_id, sequence),
  foreign key (payment_id, sequence) references ledger.payment_transition
);

create trigger append_only before update or delete or truncate on ledger.refund
  for each statement execute function ledger.refuse_change();

-- Later steps keep what the decision knew: its fraud score, and the acquirer's name for the authorization.
create or replace view ledger.payment_version as
select p.*, t.sequence, t.status, t.event_id, t.decline_code, a.acquirer_reference, d.fraud, t.occurred_at,
  i.caller_id, i.idempotency_key, i.request_hash
from ledger.payment as p
join ledger.payment_transition as t using (payment_id)
join ledger.payment_transition as d on d.payment_id = p.payment_id and d.sequence = 1
join lateral (
  select s.acquirer_reference
  from ledger.payment_transition as s
  where s.payment_id = p.payment_id and s.sequence <= t.sequence and s.step in ('decide', 'resolve')
  order by s.sequence desc
  limit 1
) as a on true
join ledger.idempotency as i on i.payment_id = p.payment_id and i.sequence = 1;

-- In the shape of `PaymentPosition` in handlers/domain/ledger/payment-position.ts.
create function ledger.position_document(of_payment uuid, at_sequence integer) returns jsonb
language sql stable parallel safe set search_path = ledger, pg_temp as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'paymentId', v.payment_id,
    'sequence', v.sequence,
    'status', v.status,
    'amount', jsonb_build_object('amountMinor', v.amount_minor, 'currency', v.currency),
    'capturedMinor', t.captured_minor,
    'releasedMinor', t.released_minor,
    'refundedMinor', t.refunded_minor,
    'merchantId', v.merchant_id,
    'merchantReference', v.merchant_reference,
    'maskedPan', v.masked_pan,
    'network', v.card_network,
    'correlationId', v.correlation_id,
    'acquirerReference', v.acquirer_reference,
    'updatedAt', iso_time(v.occurred_at)))
  from payment_version as v join payment_transition as t using (payment_id, sequence)
  where v.payment_id = of_payment and v.sequence = at_sequence
$$;
