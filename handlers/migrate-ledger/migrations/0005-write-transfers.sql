-- What a step wants to have posted. An array of them is what functions take: PostgreSQL reads it once, whereas each look into JSON
-- would be a call of its own.
create type ledger.posting_request as (
  layer ledger.layer, debit_kind text, debit_owner text, credit_kind text, credit_owner text, currency text, amount_minor bigint);

create function ledger.posting_requests(postings jsonb) returns ledger.posting_request[]
language sql stable parallel safe as $$
  select array(select jsonb_populate_recordset(null::ledger.posting_request, postings))
$$;

-- Makes every account that is not there of those that postings name. An account that is not there cannot be locked, and two first
-- payers would each make it: so all are made first, in the order of their names, everywhere.
create function ledger.open_accounts(postings ledger.posting_request[]) returns void
language plpgsql as $$
begin
  insert into account (kind, owner_id, currency)
  select distinct side.kind, side.owner, p.currency
  from unnest(postings) as p,
    lateral (values (p.debit_kind, p.debit_owner), (p.credit_kind, p.credit_owner)) as side (kind, owner)
  order by 1, 2, 3
  on conflict do nothing;
end
$$;

-- Writes the postings of one payment's step, and notes what they add to append-only accounts; false where a balance is still to be
-- changed. `all_postings` are those of all payments of the call, whose accounts are opened together. One plain statement after the
-- other: each part of a larger one has a price of its own, in every transaction.
-- Called by functions that set the search path to `ledger`, as is `add_to_balances`.
create function ledger.write_postings(
  postings ledger.posting_request[], of_payment uuid, at_sequence integer, all_postings ledger.posting_request[]) returns boolean
language plpgsql as $$
declare
  p ledger.posting_request;
  number integer := 0;
  debit_id bigint;
  credit_id bigint;
  append_debit boolean;
  append_credit boolean;
  complete boolean := true;
begin
  foreach p in array postings loop
    number := number + 1;
    for attempt in 1 .. 2 loop
      select d.account_id, c.account_id, d.strategy = 'append-only', c.strategy = 'append-only'
      into debit_id, credit_id, append_debit, append_credit
      from account as d, account as c
      where d.owner_id = p.debit_owner and d.kind = p.debit_kind and d.currency = p.currency
        and c.owner_id = p.credit_owner and c.kind = p.credit_kind and c.currency = p.currency;
      exit when found;
      perform open_accounts(all_postings);
    end loop;

    insert into posting (payment_id, sequence, number, layer, debit_account_id, credit_account_id, amount_minor, currency)
    values (of_payment, at_sequence, number, p.layer, debit_id, credit_id, p.amount_minor, p.currency);
    if append_debit and append_credit then
      insert into balance_increment (debit_account_id, credit_account_id, layer, amount_minor)
      values (debit_id, credit_id, p.layer, p.amount_minor);
    else
      complete := false;
      insert into balance_increment (debit_account_id, credit_account_id, layer, amount_minor)
      select case when append_debit then debit_id end, case when append_credit then credit_id end, p.layer, p.amount_minor
      where append_debit or append_credit;
    end if;
  end loop;
  return complete;
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
