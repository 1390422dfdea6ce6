-- Cache of the postings, rebuildable from them: the only rows of the ledger that are ever updated.
create table ledger.account_balance (
  account_id bigint not null references ledger.account,
  shard smallint not null check (shard >= 0),
  debits_pending ledger.volume not null default 0,
  credits_pending ledger.volume not null default 0,
  debits_posted ledger.volume not null default 0,
  credits_posted ledger.volume not null default 0,
  normal_side text, -- none for an append-only account: what is rolled up was committed, and cannot be refused any more
  limit_minor bigint,
  primary key (account_id, shard)
) with (fillfactor = 50); -- room for the next version of a row on its own page

-- How far an account may go, by constraint: no account falls below zero on its normal side, and a kind with a limit stays
-- within it, reservations included. The check stands on the row that every payer of the account locks, so that two first
-- payers of a new account cannot both pass.
create function ledger.held(b ledger.account_balance) returns bigint
language plpgsql immutable parallel safe as $$
begin
  return case b.normal_side
    when 'debit' then b.debits_posted - b.credits_posted
    when 'credit' then b.credits_posted - b.debits_posted
  end;
end
$$;

create function ledger.held_and_reserved(b ledger.account_balance) returns bigint
language plpgsql immutable parallel safe as $$
begin
  return case b.normal_side
    when 'debit' then b.debits_pending + b.debits_posted - b.credits_posted
    when 'credit' then b.credits_pending + b.credits_posted - b.debits_posted
  end;
end
$$;

alter table ledger.account_balance
  add constraint never_overdrawn check (ledger.held(account_balance) >= 0),
  add constraint within_limit check (limit_minor is null or ledger.held_and_reserved(account_balance) <= limit_minor);

-- A check sees its own row only, so the row carries what its kind says.
create function ledger.copy_limits() returns trigger
language plpgsql as $$
begin
  select case when k.strategy <> 'append-only' then k.normal_side end, k.limit_minor
  into strict new.normal_side, new.limit_minor
  from ledger.account as a join ledger.account_kind as k using (kind)
  where a.account_id = new.account_id;
  return new;
end
$$;

create trigger copy_limits before insert on ledger.account_balance for each row execute function ledger.copy_limits();

-- Postings to append-only accounts that are not yet in their balances; a side whose balance was changed at once is left out. Rows
-- come and go, as in the outbox.
create table ledger.balance_increment (
  debit_account_id bigint,
  credit_account_id bigint,
  layer ledger.layer not null,
  amount_minor bigint not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- The two sides of each, as a balance counts them.
create view ledger.balance_increment_side as
select debit_account_id as account_id,
  case layer when 'pending' then amount_minor else 0 end as debits_pending, 0::bigint as credits_pending,
  case layer when 'posted' then amount_minor else 0 end as debits_posted, 0::bigint as credits_posted
from ledger.balance_increment where debit_account_id is not null
union all
select credit_account_id,
  0, case layer when 'pending' then amount_minor else 0 end,
  0, case layer when 'posted' then amount_minor else 0 end
from ledger.balance_increment where credit_account_id is not null;

-- From the cache: fast.
create view ledger.account_state as
select a.account_id, a.kind, a.owner_id, a.currency, k.normal_side,
  coalesce(sum(b.debits_pending), 0)::bigint as debits_pending,
  coalesce(sum(b.credits_pending), 0)::bigint as credits_pending,
  coalesce(sum(b.debits_posted), 0)::bigint as debits_posted,
  coalesce(sum(b.credits_posted), 0)::bigint as credits_posted
from ledger.account as a
join ledger.account_kind as k using (kind)
left join (
  select account_id, debits_pending, credits_pending, debits_posted, credits_posted from ledger.account_balance
  union all
  select account_id, debits_pending, credits_pending, debits_posted, credits_posted from ledger.balance_increment_side
) as b using (account_id)
group by a.account_id, k.kind;

-- Adds what waits to the balances of the append-only accounts; returns how many increments that were. One at a time: what is added
-- together is all that was committed until then, never a part of a payment's history without what came before it.
create function ledger.roll_up_balances() returns integer
language plpgsql security definer set search_path = ledger, pg_temp as $$
declare
  rolled_up integer;
begin
  perform from account_kind where strategy = 'append-only' order by kind for no key update;

  insert into account_balance (account_id, shard)
  select distinct i.account_id, 0 from balance_increment_side as i
  where not exists (select from account_balance as b where b.account_id = i.account_id)
  order by 1;

  with taken as (
    delete from balance_increment as i
    where coalesce(i.debit_account_id, i.credit_account_id) in (select account_id from account_balance)
      and coalesce(i.credit_account_id, i.debit_account_id) in (select account_id from account_balance)
    returning i.*
  ), total as (
    select account_id,
      coalesce(sum(debit) filter (where layer = 'pending'), 0) as debits_pending,
      coalesce(sum(credit) filter (where layer = 'pending'), 0) as credits_pending,
      coalesce(sum(debit) filter (where layer = 'posted'), 0) as debits_posted,
      coalesce(sum(credit) filter (where layer = 'posted'), 0) as credits_posted
    from taken cross join lateral (
      values (debit_account_id, amount_minor, 0), (credit_account_id, 0, amount_minor)
    ) as s (account_id, debit, credit)
    group by account_id
  ), added as (
    update account_balance as b set
      debits_pending = b.debits_pending + t.debits_pending,
      credits_pending = b.credits_pending + t.credits_pending,
      debits_posted = b.debits_posted + t.debits_posted,
      credits_posted = b.credits_posted + t.credits_posted
    from total as t where b.account_id = t.account_id
  )
  select count(*) into rolled_up from taken;
  return rolled_up;
end
$$;
