-- What was asked. Card data is what may be kept of it: the checks refuse anything that could be a whole card number.
create table ledger.payment (
  payment_id uuid primary key,
  amount_minor bigint not null check (amount_minor between 1 and 999999999999),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  merchant_id text not null,
  merchant_reference text,
  card_token text not null check (card_token !~ '^[0-9]+$'),
  card_network text not null,
  card_bin text not null check (card_bin ~ '^[0-9]{6}$'),
  card_last_four text not null check (card_last_four ~ '^[0-9]{4}$'),
  masked_pan text not null check (masked_pan ~ '^[0-9]{6}\*{2,9}[0-9]{4}$'),
  card_expiry_month smallint not null check (card_expiry_month between 1 and 12),
  card_expiry_year smallint not null check (card_expiry_year between 2000 and 2100),
  card_issuer_country text check (card_issuer_country ~ '^[A-Z]{2}$'),
  pan_fingerprint text not null,
  customer_id text not null,
  customer_email text,
  customer_ip_address text,
  customer_ip_country text,
  correlation_id text not null,
  received_at timestamptz not null,
  recorded_at timestamptz not null default now()
);

-- What became of it: one insert a step, never an update. The primary key is the guard: of two that want to make
-- step n of a payment, one wins. The allowed pairs are those of `handlers/domain/ledger/lifecycle.ts`; a test compares.
create table ledger.payment_transition (
  payment_id uuid not null references ledger.payment,
  sequence integer not null check (sequence >= 1),
  from_status text not null,
  status text not null,
  event_id uuid not null,
  decline_code text,
  acquirer_reference text,
  fraud jsonb,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (payment_id, sequence),
  constraint allowed_transition check ((from_status, status) in (
    ('received', 'authorized'), ('received', 'declined'), ('received', 'unresolved'), ('received', 'failed'),
    ('unresolved', 'authorized'), ('unresolved', 'declined'),
    ('authorized', 'captured'), ('authorized', 'voided'), ('authorized', 'expired')
  )),
  check ((sequence = 1) = (from_status = 'received')),
  check ((decline_code is not null) = (status in ('declined', 'failed')))
);

-- Exactly once lives here: a key is taken in the transaction that does its work, or not at all.
-- The reference is checked at the commit, because the key comes first: whoever waits for it waits before any work.
create table ledger.idempotency (
  caller_id text not null,
  idempotency_key text not null check (length(idempotency_key) between 1 and 255),
  request_hash text not null,
  payment_id uuid not null,
  sequence integer not null,
  recorded_at timestamptz not null default now(),
  primary key (caller_id, idempotency_key),
  unique (payment_id, sequence),
  foreign key (payment_id, sequence) references ledger.payment_transition deferrable initially deferred
);

-- Events that were committed and not yet relayed. Rows come and go: vacuum early, before dead ones slow the relay.
create table ledger.outbox (
  position bigint generated always as identity primary key,
  payment_id uuid not null,
  event jsonb not null,
  recorded_at timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

create index outbox_payment on ledger.outbox (payment_id, position);
