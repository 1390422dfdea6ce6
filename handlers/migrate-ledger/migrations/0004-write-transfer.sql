-- Writes one transfer with its postings and adds them to the cached balances. Rows are made and locked in the order of
-- their ids, everywhere: two transfers over the same accounts cannot wait for each other in a circle.
-- Called by functions that set the search path to `ledger`.

create function ledger.write_transfer(transfer jsonb, of_payment uuid, at_sequence integer, in_currency text) returns void
language plpgsql as $$
declare
  new_transfer_id bigint;
  change record;
begin
  -- An account that is not there yet cannot be locked: two first payers would each make it. So it is made first.
  -- Accounts are looked up one by one, by their key: joined, a transfer of unknown size would read them all.
  insert into account (kind, owner_id, currency)
  select distinct side ->> 'kind', side ->> 'ownerId', in_currency
  from jsonb_array_elements(transfer -> 'postings') as p, lateral (values (p -> 'debit'), (p -> 'credit')) as s (side)
  where (select a.account_id from account as a
    where a.kind = side ->> 'kind' and a.owner_id = side ->> 'ownerId' and a.currency = in_currency) is null
  order by 1, 2
  on conflict do nothing;

  insert into transfer (kind, payment_id, sequence)
  values (transfer ->> 'kind', of_payment, at_sequence)
  returning transfer_id into new_transfer_id;

  insert into posting (transfer_id, number, layer, debit_account_id, credit_account_id, amount_minor, currency)
  select new_transfer_id, p.number, (p.body ->> 'layer')::layer,
    (select a.account_id from account as a
      where a.kind = p.body #>> '{debit,kind}' and a.owner_id = p.body #>> '{debit,ownerId}' and a.currency = in_currency),
    (select a.account_id from account as a
      where a.kind = p.body #>> '{credit,kind}' and a.owner_id = p.body #>> '{credit,ownerId}' and a.currency = in_currency),
    (p.body ->> 'amountMinor')::bigint, in_currency
  from jsonb_array_elements(transfer -> 'postings') with ordinality as p (body, number);

  for change in
    select v.account_id, get_byte(uuid_send(of_payment), 15) % k.balance_shards as shard,
      v.debits_pending, v.credits_pending, v.debits_posted, v.credits_posted
    from posting_volume as v join account as a using (account_id) join account_kind as k using (kind)
    where v.transfer_id = new_transfer_id
    order by v.account_id
  loop
    insert into account_balance (account_id, shard)
    select change.account_id, change.shard
    where not exists (
      select from account_balance as b where b.account_id = change.account_id and b.shard = change.shard)
    on conflict do nothing;

    update account_balance as b set
      debits_pending = b.debits_pending + change.debits_pending,
      credits_pending = b.credits_pending + change.credits_pending,
      debits_posted = b.debits_posted + change.debits_posted,
      credits_posted = b.credits_posted + change.credits_posted
    where b.account_id = change.account_id and b.shard = change.shard;
  end loop;
end
$$;
