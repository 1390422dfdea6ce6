-- A transfer is the postings of one transition, written together.
create table ledger.transfer (
  transfer_id bigint generated always as identity primary key,
  kind text not null check (
    kind in ('authorize', 'capture', 'void', 'expire', 'refund', 'reverse-capture', 'reverse-refund')),
  payment_id uuid not null,
  sequence integer not null,
  recorded_at timestamptz not null default now(),
  unique (payment_id, sequence),
  foreign key (payment_id, sequence) references ledger.payment_transition
);

create type ledger.layer as enum ('pending', 'posted');

-- A posting debits one account and credits another with the same amount of the same currency: an unbalanced transfer
-- cannot be written down. A negative pending amount gives back what an authorization reserved.
create table ledger.posting (
  transfer_id bigint not null references ledger.transfer,
  number smallint not null check (number >= 1),
  layer ledger.layer not null,
  debit_account_id bigint not null,
  credit_account_id bigint not null,
  amount_minor bigint not null,
  currency text not null,
  primary key (transfer_id, number),
  foreign key (debit_account_id, currency) references ledger.account (account_id, currency),
  foreign key (credit_account_id, currency) references ledger.account (account_id, currency),
  check (debit_account_id <> credit_account_id),
  check (abs(amount_minor) between 1 and 999999999999),
  check (amount_minor > 0 or layer = 'pending')
);

-- Statements of an account, page by page.
create index posting_debit on ledger.posting (debit_account_id, transfer_id);
create index posting_credit on ledger.posting (credit_account_id, transfer_id);

-- Both sides of every posting, debits positive and credits negative: what balances and statements add up.
create view ledger.posting_side as
select transfer_id, number, debit_account_id as account_id, layer, 'debit' as side, amount_minor, amount_minor as signed_minor, currency
from ledger.posting
union all
select transfer_id, number, credit_account_id, layer, 'credit', amount_minor, -amount_minor, currency
from ledger.posting;

create view ledger.posting_volume as
select transfer_id, account_id,
  coalesce(sum(amount_minor) filter (where side = 'debit' and layer = 'pending'), 0)::bigint as debits_pending,
  coalesce(sum(amount_minor) filter (where side = 'credit' and layer = 'pending'), 0)::bigint as credits_pending,
  coalesce(sum(amount_minor) filter (where side = 'debit' and layer = 'posted'), 0)::bigint as debits_posted,
  coalesce(sum(amount_minor) filter (where side = 'credit' and layer = 'posted'), 0)::bigint as credits_posted
from ledger.posting_side
group by transfer_id, account_id;

-- The application has no right to change history; this stops the owner's slips as well.
create function ledger.refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception 'ledger.% is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;

do $$
declare
  name text;
begin
  foreach name in array array['account', 'payment', 'payment_transition', 'idempotency', 'transfer', 'posting'] loop
    execute format(
      'create trigger append_only before update or delete or truncate on ledger.%I
         for each statement execute function ledger.refuse_change()', name);
  end loop;
end
$$;
