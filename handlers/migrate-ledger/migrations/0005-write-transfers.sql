-- Makes every account that is not there of those that a command, or an array of them, names; answers with one of them. An account
-- that is not there cannot be locked, and two first payers would each make it: so all are made first, in the order of their names,
-- everywhere.
create function ledger.open_account(side jsonb, in_currency text, commands jsonb) returns bigint
language plpgsql as $$
begin
  insert into account (kind, owner_id, currency)
  select distinct name ->> 'kind', name ->> 'ownerId', c #>> '{event,currency}'
  from jsonb_array_elements(case jsonb_typeof(commands) when 'array' then commands else jsonb_build_array(commands) end) as c,
    jsonb_array_elements(c #> '{transfer,postings}') as p,
    lateral (values (p -> 'debit'), (p -> 'credit')) as sides (name)
  order by 1, 2, 3
  on conflict do nothing;
  return (
    select a.account_id from account as a
    where a.kind = side ->> 'kind' and a.owner_id = side ->> 'ownerId' and a.currency = in_currency);
end
$$;

-- Writes the postings of one of the commands, and notes what they add to append-only accounts; false where a balance is still to be
-- changed. Accounts are looked up one by one, by their key: joined, a transfer of unknown size would read them all.
-- Called by functions that set the search path to `ledger`, as is `add_to_balances`.
create function ledger.write_postings(
  postings jsonb, of_payment uuid, at_sequence integer, in_currency text, commands jsonb) returns boolean
language plpgsql as $$
declare
  noted integer;
begin
  with named as materialized (
    select p.number, p.layer, p."amountMinor" as amount_minor,
      p.debit ->> 'kind' as debit_kind, p.credit ->> 'kind' as credit_kind,
      coalesce(
        (select a.account_id from account as a
         where a.kind = p.debit ->> 'kind' and a.owner_id = p.debit ->> 'ownerId' and a.currency = in_currency),
        open_account(p.debit, in_currency, commands)) as debit_id,
      coalesce(
        (select a.account_id from account as a
         where a.kind = p.credit ->> 'kind' and a.owner_id = p.credit ->> 'ownerId' and a.currency = in_currency),
        open_account(p.credit, in_currency, commands)) as credit_id
    from rows from (
      jsonb_to_recordset(postings) as (layer layer, debit jsonb, credit jsonb, "amountMinor" bigint)
    ) with ordinality as p (layer, debit, credit, "amountMinor", number)
  ), written as (
    insert into posting (payment_id, sequence, number, layer, debit_account_id, credit_account_id, amount_minor, currency)
    select of_payment, at_sequence, number, layer, debit_id, credit_id, amount_minor, in_currency from named
  )
  insert into balance_increment (account_id, debits_pending, credits_pending, debits_posted, credits_posted)
  select s.account_id, case layer when 'pending' then s.debit else 0 end, case layer when 'pending' then s.credit else 0 end,
    case layer when 'posted' then s.debit else 0 end, case layer when 'posted' then s.credit else 0 end
  from named
  cross join lateral (
    values (debit_id, debit_kind, amount_minor, 0), (credit_id, credit_kind, 0, amount_minor)
  ) as s (account_id, kind, debit, credit)
  join account_kind as k on k.kind = s.kind and k.strategy = 'append-only';
  get diagnostics noted = row_count;
  return noted = 2 * coalesce(jsonb_array_length(postings), 0);
end
$$;

-- Adds what a step of some payments posted to the balances that are changed at once. Rows are made and locked in the order of their
-- keys, over all payments: two calls cannot wait for each other in a circle.
create function ledger.add_to_balances(of_payments uuid[], at_sequence integer) returns void
language plpgsql as $$
declare
  change record;
begin
  for change in
    select account_id, get_byte(uuid_send(p.payment_id), 15) % k.balance_shards as shard,
      coalesce(sum(s.debit) filter (where p.layer = 'pending'), 0)::bigint as debits_pending,
      coalesce(sum(s.credit) filter (where p.layer = 'pending'), 0)::bigint as credits_pending,
      coalesce(sum(s.debit) filter (where p.layer = 'posted'), 0)::bigint as debits_posted,
      coalesce(sum(s.credit) filter (where p.layer = 'posted'), 0)::bigint as credits_posted
    from posting as p
    cross join lateral (
      values (p.debit_account_id, p.amount_minor, 0), (p.credit_account_id, 0, p.amount_minor)
    ) as s (account_id, debit, credit)
    join account as a using (account_id)
    join account_kind as k on k.kind = a.kind and k.strategy <> 'append-only'
    where p.payment_id = any (of_payments) and p.sequence = at_sequence
    group by account_id, shard
    order by account_id, shard
  loop
    loop
      update account_balance as b set
        debits_pending = b.debits_pending + change.debits_pending,
        credits_pending = b.credits_pending + change.credits_pending,
        debits_posted = b.debits_posted + change.debits_posted,
        credits_posted = b.credits_posted + change.credits_posted
      where b.account_id = change.account_id and b.shard = change.shard;
      exit when found;
      insert into account_balance (account_id, shard) values (change.account_id, change.shard) on conflict do nothing;
    end loop;
  end loop;
end
$$;
