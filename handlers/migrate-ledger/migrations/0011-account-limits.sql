-- How far an account may go, by constraint: no account falls below zero on its normal side, and a kind with a limit stays
-- within it, reservations included. The check stands on the row that every payer of the account locks, so that two first
-- payers of a new account cannot both pass. A balance that is spread over rows has no row that knows the whole: no limit.
alter table ledger.account_kind
  add column limit_minor bigint check (limit_minor >= 0),
  add constraint limit_needs_one_row check (limit_minor is null or balance_shards = 1);

alter table ledger.account_balance
  add column normal_side text,
  add column limit_minor bigint,
  add constraint never_overdrawn check (
    case normal_side when 'debit' then debits_posted - credits_posted else credits_posted - debits_posted end >= 0),
  add constraint within_limit check (
    case normal_side
      when 'debit' then debits_pending + debits_posted - credits_posted
      else credits_pending + credits_posted - debits_posted
    end <= limit_minor);

-- A check sees its own row only, so the row carries what its kind says.
create function ledger.copy_limits() returns trigger
language plpgsql as $$
begin
  select k.normal_side, k.limit_minor into strict new.normal_side, new.limit_minor
  from ledger.account as a join ledger.account_kind as k using (kind)
  where a.account_id = new.account_id;
  return new;
end
$$;

create trigger copy_limits before insert on ledger.account_balance for each row execute function ledger.copy_limits();

-- For rows that were there before.
update ledger.account_balance as b set normal_side = k.normal_side
from ledger.account as a join ledger.account_kind as k using (kind)
where a.account_id = b.account_id;
alter table ledger.account_balance alter column normal_side set not null;

revoke all on function ledger.copy_limits() from public;
