-- Double entry in integers of the minor unit. The migration that runs this has made the schema `ledger`.
-- Checks on hot tables are domains or functions: PostgreSQL reads the text of any other check anew for every statement.

do $$
begin
  create role payment_application nologin;
exception
  when duplicate_object or unique_violation then null; -- roles belong to the server: another database of it has made this one
end
$$;

create domain ledger.currency as text check (value ~ '^[A-Z]{3}$');
create domain ledger.amount as bigint check (value between 1 and 999999999999);
create domain ledger.volume as bigint check (value >= 0);

-- The chart: what an account can be, and how its balance is kept (docs/decisions/0024).
create table ledger.account_kind (
  kind text primary key check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  normal_side text not null check (normal_side in ('debit', 'credit')),
  -- `locked`: one row, which every transfer of the account queues for. `sharded`: spread over rows; which one a payment uses
  -- follows from its id, so that what releases a reservation finds the row that holds it. `append-only`: nobody queues;
  -- what changes is noted, and rolled up later.
  strategy text not null check (strategy in ('locked', 'sharded', 'append-only')),
  balance_shards smallint not null default 1 check (balance_shards between 1 and 256),
  limit_minor bigint check (limit_minor >= 0),
  constraint shards_are_many check ((strategy = 'sharded') = (balance_shards > 1)),
  -- A limit needs a row that knows the whole balance.
  constraint limit_needs_one_row check (limit_minor is null or strategy = 'locked')
);

insert into ledger.account_kind (kind, normal_side, strategy) values
  ('acquirer-receivable', 'debit', 'append-only'), -- what the acquirer owes us: every payment of a currency touches it
  ('merchant-payable', 'credit', 'append-only');   -- what we owe a merchant

-- One currency an account. An account is made by the first posting that names it, and never changes, but for how its balance is
-- kept: that is what its kind says, copied so that whoever finds an account knows it. Names are compared byte by byte: quickly, and
-- alike on every server.
create table ledger.account (
  account_id bigint generated always as identity primary key,
  kind text not null references ledger.account_kind,
  owner_id text collate "C" not null check (length(owner_id) between 1 and 255),
  currency ledger.currency not null,
  strategy text not null,
  recorded_at timestamptz not null default now(),
  unique (owner_id, kind, currency)
);

create function ledger.copy_strategy() returns trigger
language plpgsql as $$
begin
  if tg_table_name = 'account' then
    select k.strategy into strict new.strategy from ledger.account_kind as k where k.kind = new.kind;
  else
    update ledger.account set strategy = new.strategy where kind = new.kind;
  end if;
  return new;
end
$$;

create trigger copy_strategy before insert on ledger.account for each row execute function ledger.copy_strategy();
create trigger copy_strategy after update of strategy on ledger.account_kind
  for each row execute function ledger.copy_strategy();

-- The application has no right to change history; this stops the owner's slips as well.
create function ledger.refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception 'ledger.% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger append_only before update of account_id, kind, owner_id, currency, recorded_at or delete or truncate on ledger.account
  for each statement execute function ledger.refuse_change();
