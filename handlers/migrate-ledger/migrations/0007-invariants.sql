-- What must hold at every moment. Tests, the demo and operators read these views; the minutely check reads the cheap one.

-- From the postings: the truth.
create view ledger.account_volume as
select account_id,
  coalesce(sum(debits_pending), 0)::bigint as debits_pending,
  coalesce(sum(credits_pending), 0)::bigint as credits_pending,
  coalesce(sum(debits_posted), 0)::bigint as debits_posted,
  coalesce(sum(credits_posted), 0)::bigint as credits_posted
from ledger.posting_volume
group by account_id;

-- From the cache: fast.
create view ledger.account_state as
select a.account_id, a.kind, a.owner_id, a.currency, k.normal_side,
  coalesce(sum(b.debits_pending), 0)::bigint as debits_pending,
  coalesce(sum(b.credits_pending), 0)::bigint as credits_pending,
  coalesce(sum(b.debits_posted), 0)::bigint as debits_posted,
  coalesce(sum(b.credits_posted), 0)::bigint as credits_posted
from ledger.account as a
join ledger.account_kind as k using (kind)
left join ledger.account_balance as b using (account_id)
group by a.account_id, k.kind;

-- Debits and credits of each currency, from the cache: equal, or money came from nowhere.
create view ledger.trial_balance as
select currency,
  sum(debits_pending)::bigint as debits_pending, sum(credits_pending)::bigint as credits_pending,
  sum(debits_posted)::bigint as debits_posted, sum(credits_posted)::bigint as credits_posted,
  sum(debits_pending) = sum(credits_pending) and sum(debits_posted) = sum(credits_posted) as balanced
from ledger.account_state
group by currency;

create view ledger.currency_sum as
select currency, layer, sum(signed_minor)::bigint as sum_minor
from ledger.posting_side
group by currency, layer;

-- Every broken promise, one row each; empty is the only good answer. Reads every posting: not for the hot path.
create view ledger.invariant_violation as
select 'postings do not sum to zero' as invariant, currency || ' ' || layer as subject
from ledger.currency_sum where sum_minor <> 0
union all
select 'trial balance is not balanced', currency
from ledger.trial_balance where not balanced
union all
select 'cached balance differs from the postings', s.account_id::text
from ledger.account_state as s left join ledger.account_volume as v using (account_id)
where (s.debits_pending, s.credits_pending, s.debits_posted, s.credits_posted)
  is distinct from (coalesce(v.debits_pending, 0), coalesce(v.credits_pending, 0),
    coalesce(v.debits_posted, 0), coalesce(v.credits_posted, 0))
union all
select 'posting is in another currency than its account', p.transfer_id || '/' || p.number
from ledger.posting_side as p join ledger.account as a using (account_id) where p.currency <> a.currency
union all
select 'transfer has no posting', t.transfer_id::text
from ledger.transfer as t where not exists (select from ledger.posting as p where p.transfer_id = t.transfer_id)
union all
select 'authorized payment has not exactly its amount pending', p.payment_id::text
from ledger.payment as p
join ledger.payment_transition as s
  on s.payment_id = p.payment_id and s.status = 'authorized' and s.from_status in ('received', 'unresolved')
left join ledger.transfer as t on t.payment_id = s.payment_id and t.sequence = s.sequence
left join ledger.posting as g on g.transfer_id = t.transfer_id and g.layer = 'pending'
group by p.payment_id having coalesce(sum(g.amount_minor), 0) <> p.amount_minor
union all
select 'transitions of a payment leave a gap or do not follow each other', t.payment_id::text
from ledger.payment_transition as t
left join ledger.payment_transition as b on b.payment_id = t.payment_id and b.sequence = t.sequence - 1
where t.sequence > 1 and b.status is distinct from t.from_status
union all
select 'payment has no transition or no key', p.payment_id::text
from ledger.payment as p left join ledger.payment_version as v on v.payment_id = p.payment_id and v.sequence = 1
where v.payment_id is null;

-- Writes the cached balances anew from the postings; for an operator, with payments stopped.
create function ledger.rebuild_balances() returns void
language plpgsql set search_path = ledger, pg_temp as $$
begin
  lock table account_balance in exclusive mode;
  delete from account_balance;
  insert into account_balance (account_id, shard, debits_pending, credits_pending, debits_posted, credits_posted)
  select v.account_id, get_byte(uuid_send(t.payment_id), 15) % k.balance_shards,
    sum(v.debits_pending), sum(v.credits_pending), sum(v.debits_posted), sum(v.credits_posted)
  from posting_volume as v
  join transfer as t using (transfer_id)
  join account as a using (account_id)
  join account_kind as k on k.kind = a.kind
  group by 1, 2;
end
$$;

-- How many currencies are out of balance; cheap, since it reads the cache.
create function ledger.imbalance() returns integer
language sql stable security definer set search_path = ledger, pg_temp as $$
  select count(*)::integer from trial_balance where not balanced
$$;
