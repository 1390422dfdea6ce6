create domain ledger.masked_pan as text check (value ~ '^[0-9]{6}\*{2,9}[0-9]{4}$');
create domain ledger.card_token as text check (value !~ '^[0-9]+$');
create domain ledger.country as text check (value ~ '^[A-Z]{2}$');
create domain ledger.expiry_month as smallint check (value between 1 and 12);
create domain ledger.expiry_year as smallint check (value between 2000 and 2100);

-- The table `lifecycle` of handlers/domain/ledger/lifecycle.ts; a test compares.
create function ledger.is_allowed(step text, from_status text, status text) returns boolean
language plpgsql immutable parallel safe as $$
begin
  return step || ' ' || from_status || ' ' || status = any (array[
    'decide received authorized', 'decide received declined', 'decide received unresolved', 'decide received failed',
    'resolve unresolved authorized', 'resolve unresolved declined',
    'capture authorized captured', 'capture captured captured',
    'void authorized voided', 'void captured captured',
    'expire authorized expired', 'expire captured captured',
    'refund captured captured',
    'reverse-capture captured captured', 'reverse-capture captured authorized',
    'reverse-refund captured captured'
  ]);
end
$$;

-- What was asked and what became of it: one insert a step, never an update; of two that want to make step n of a payment, one wins.
-- The first step is the decision, and its row is also the payment: written at once, and one row is cheaper than two.
-- Exactly once lives here: the row that records a step takes the key that brought it, so that no step is there without its key
-- and no key without its step; and it is written first, so that whoever waits for a key waits before any work.
-- The totals follow from the step before; the checks on the row hold what nobody may exceed, whatever the code says.
create table ledger.payment_transition (
  payment_id uuid not null,
  sequence integer not null,
  caller_id text collate "C" not null,
  idempotency_key text collate "C" not null,
  request_hash text not null,
  step text not null default 'decide',
  from_status text not null,
  status text not null,
  event_id uuid not null,
  decline_code text,
  acquirer_reference text,
  fraud jsonb,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  amount_minor ledger.amount not null, -- the payment's
  step_minor ledger.amount,
  captured_minor bigint not null default 0,
  released_minor bigint not null default 0,
  refunded_minor bigint not null default 0,
  -- What was asked, in the first row only. Card data is what may be kept of it: the domains refuse anything that could be a whole
  -- card number.
  currency ledger.currency,
  merchant_id text,
  merchant_reference text,
  card_token ledger.card_token,
  card_network text,
  masked_pan ledger.masked_pan, -- the first six digits and the last four
  card_expiry_month ledger.expiry_month,
  card_expiry_year ledger.expiry_year,
  card_issuer_country ledger.country,
  pan_fingerprint text,
  customer_id text,
  customer_email text,
  customer_ip_address text,
  customer_ip_country text,
  correlation_id text,
  received_at timestamptz,
  primary key (payment_id, sequence),
  constraint one_key unique (caller_id, idempotency_key)
);

-- What the row of a step has, and what it has not. All checks of the row in one function, since each has its price; what nobody
-- may exceed has a name of its own.
create function ledger.is_step(t ledger.payment_transition) returns boolean
language plpgsql immutable parallel safe as $$
declare
  violated text;
begin
  -- Most rows, at once: whatever is asked here is asked for every payment.
  if t.sequence = 1 and t.step = 'decide' and t.from_status = 'received' and t.status = 'authorized' and t.decline_code is null
    and t.step_minor is null and t.captured_minor = 0 and t.released_minor = 0 and t.refunded_minor = 0
    and length(t.idempotency_key) between 1 and 255
    and num_nulls(t.currency, t.merchant_id, t.card_token, t.card_network, t.masked_pan, t.card_expiry_month, t.card_expiry_year,
      t.pan_fingerprint, t.customer_id, t.correlation_id, t.received_at) = 0 then
    return true;
  elsif not ledger.is_allowed(t.step, t.from_status, t.status) then
    violated := 'allowed_step';
  elsif length(t.idempotency_key) not between 1 and 255
    or (t.decline_code is not null) <> (t.status in ('declined', 'failed')) then
    return false;
  elsif t.step = 'decide' then
    return t.sequence = 1 and t.step_minor is null
      and t.captured_minor = 0 and t.released_minor = 0 and t.refunded_minor = 0
      and num_nulls(t.currency, t.merchant_id, t.card_token, t.card_network, t.masked_pan, t.card_expiry_month, t.card_expiry_year,
        t.pan_fingerprint, t.customer_id, t.correlation_id, t.received_at) = 0;
  elsif t.captured_minor + t.released_minor > t.amount_minor then
    violated := 'captured_within_authorized';
  elsif t.refunded_minor > t.captured_minor then
    violated := 'refunded_within_captured';
  else
    return t.sequence > 1
      and num_nonnulls(t.currency, t.merchant_id, t.merchant_reference, t.card_token, t.card_network, t.masked_pan,
        t.card_expiry_month, t.card_expiry_year, t.card_issuer_country, t.pan_fingerprint, t.customer_id, t.customer_email,
        t.customer_ip_address, t.customer_ip_country, t.correlation_id, t.received_at, t.fraud) = 0
      and (t.step_minor is null) = (t.step = 'resolve')
      and t.captured_minor >= 0 and t.released_minor >= 0 and t.refunded_minor >= 0
      and (t.captured_minor > 0) = (t.status = 'captured')
      and (t.status not in ('voided', 'expired') or t.released_minor = t.amount_minor);
  end if;
  raise check_violation using schema = 'ledger', table = 'payment_transition', constraint = violated,
    message = format('new row for relation "payment_transition" violates check constraint "%s"', violated);
end
$$;

alter table ledger.payment_transition add constraint whole_step check (ledger.is_step(payment_transition));

-- The payment as it was asked for, with the key that brought it and what was decided about it then.
create view ledger.payment as
select payment_id, amount_minor, currency, merchant_id, merchant_reference, card_token, card_network, masked_pan, card_expiry_month,
  card_expiry_year, card_issuer_country, pan_fingerprint, customer_id, customer_email, customer_ip_address, customer_ip_country,
  correlation_id, received_at, recorded_at, caller_id, idempotency_key, request_hash, fraud
from ledger.payment_transition where sequence = 1;

-- Who asked for what, and which step it became.
create view ledger.idempotency as
select caller_id, idempotency_key, request_hash, payment_id, sequence, recorded_at from ledger.payment_transition;

-- Children of a captured payment, one a step.
create table ledger.refund (
  refund_id uuid primary key,
  payment_id uuid not null,
  sequence integer not null,
  unique (payment_id, sequence),
  foreign key (payment_id, sequence) references ledger.payment_transition
);

do $$
declare
  name text;
begin
  foreach name in array array['payment_transition', 'refund'] loop
    execute format(
      'create trigger append_only before update or delete or truncate on ledger.%I
         for each statement execute function ledger.refuse_change()', name);
  end loop;
end
$$;
