-- Double entry in integers of the minor unit. The migration that runs this has made the schema `ledger`.

do $$
begin
  create role payment_application nologin;
exception
  when duplicate_object or unique_violation then null; -- roles belong to the server: another database of it has made this one
end
$$;

-- The chart: what an account can be. A balance that many payments touch is spread over several rows, so that they do not queue
-- for one; which row a payment uses follows from its id, so that what releases a reservation finds the row that holds it.
create table ledger.account_kind (
  kind text primary key check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  normal_side text not null check (normal_side in ('debit', 'credit')),
  balance_shards smallint not null check (balance_shards between 1 and 256)
);

insert into ledger.account_kind (kind, normal_side, balance_shards) values
  ('acquirer-receivable', 'debit', 32), -- what the acquirer owes us: every payment of a currency touches it
  ('merchant-payable', 'credit', 8);    -- what we owe a merchant

-- One currency an account. An account is made by the first posting that names it, and never changes.
create table ledger.account (
  account_id bigint generated always as identity primary key,
  kind text not null references ledger.account_kind,
  owner_id text not null check (length(owner_id) between 1 and 255),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  recorded_at timestamptz not null default now(),
  unique (kind, owner_id, currency),
  unique (account_id, currency)
);

-- Cache of the postings, rebuildable from them: the only rows of the ledger that are ever updated.
create table ledger.account_balance (
  account_id bigint not null references ledger.account,
  shard smallint not null check (shard >= 0),
  debits_pending bigint not null default 0 check (debits_pending >= 0),
  credits_pending bigint not null default 0 check (credits_pending >= 0),
  debits_posted bigint not null default 0 check (debits_posted >= 0),
  credits_posted bigint not null default 0 check (credits_posted >= 0),
  primary key (account_id, shard)
) with (fillfactor = 50); -- room for the next version of a row on its own page
