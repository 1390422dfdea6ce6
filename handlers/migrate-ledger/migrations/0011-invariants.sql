-- What must hold at every moment. Tests, the demo and operators read these views; the minutely check reads the cheap one.

-- From the postings: the truth.
create view ledger.account_volume as
select account_id,
  coalesce(sum(amount_minor) filter (where side = 'debit' and layer = 'pending'), 0)::bigint as debits_pending,
  coalesce(sum(amount_minor) filter (where side = 'credit' and layer = 'pending'), 0)::bigint as credits_pending,
  coalesce(sum(amount_minor) filter (where side = 'debit' and layer = 'posted'), 0)::bigint as debits_posted,
  coalesce(sum(amount_minor) filter (where side = 'credit' and layer = 'posted'), 0)::bigint as credits_posted
from ledger.posting_side
group by account_id;

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
select 'cached balance differs from the postings', account_id::text
from ledger.account_state as s full join ledger.account_volume as v using (account_id)
where (s.debits_pending, s.credits_pending, s.debits_posted, s.credits_posted)
  is distinct from (coalesce(v.debits_pending, 0), coalesce(v.credits_pending, 0),
    coalesce(v.debits_posted, 0), coalesce(v.credits_posted, 0))
union all
select 'append-only account is overdrawn', s.account_id::text
from ledger.account_state as s join ledger.account_kind as k using (kind)
where k.strategy = 'append-only'
  and case s.normal_side when 'debit' then s.debits_posted - s.credits_posted else s.credits_posted - s.debits_posted end < 0
union all
select 'posting is in another currency than its account, or its account is not there', p.posting_id::text
from ledger.posting_side as p left join ledger.account as a using (account_id) where p.currency is distinct from a.currency
union all
select 'posting belongs to no transition', g.posting_id::text
from ledger.posting as g left join ledger.payment_transition as t using (payment_id, sequence) where t.payment_id is null
union all
select 'authorized payment has not exactly its amount pending', p.payment_id::text
from ledger.payment as p
join ledger.payment_transition as s
  on s.payment_id = p.payment_id and s.status = 'authorized' and s.from_status in ('received', 'unresolved')
left join ledger.posting as g on g.payment_id = s.payment_id and g.sequence = s.sequence and g.layer = 'pending'
group by p.payment_id, p.amount_minor having coalesce(sum(g.amount_minor), 0) <> p.amount_minor
union all
select 'transitions of a payment leave a gap or do not follow each other', t.payment_id::text
from ledger.payment_transition as t
left join ledger.payment_transition as b on b.payment_id = t.payment_id and b.sequence = t.sequence - 1
where t.sequence > 1 and b.status is distinct from t.from_status
union all
select 'totals of a step do not follow from the step before', t.payment_id::text
from ledger.payment_transition as t
join ledger.payment_transition as b on b.payment_id = t.payment_id and b.sequence = t.sequence - 1
join ledger.payment as p on p.payment_id = t.payment_id
where (t.amount_minor, t.captured_minor, t.released_minor, t.refunded_minor) is distinct from (p.amount_minor,
  b.captured_minor + case t.step when 'capture' then t.step_minor when 'reverse-capture' then -t.step_minor else 0 end,
  b.released_minor + case when t.step in ('void', 'expire') then t.step_minor else 0 end,
  b.refunded_minor + case t.step when 'refund' then t.step_minor when 'reverse-refund' then -t.step_minor else 0 end)
union all
select 'postings of a payment differ from its totals', p.payment_id::text
from ledger.payment as p
join lateral (
  select * from ledger.payment_transition as t where t.payment_id = p.payment_id order by t.sequence desc limit 1
) as t on true
left join ledger.posting as g on g.payment_id = p.payment_id
left join ledger.payment_transition as f on f.payment_id = g.payment_id and f.sequence = g.sequence
group by p.payment_id, p.amount_minor, t.status, t.captured_minor, t.released_minor, t.refunded_minor
having coalesce(sum(g.amount_minor) filter (where g.layer = 'pending'), 0)
    <> case when t.status in ('authorized', 'captured') then p.amount_minor - t.captured_minor - t.released_minor else 0 end
  or coalesce(sum(case f.step when 'capture' then g.amount_minor when 'reverse-capture' then -g.amount_minor end)
    filter (where g.layer = 'posted'), 0) <> t.captured_minor
  or coalesce(sum(case f.step when 'refund' then g.amount_minor when 'reverse-refund' then -g.amount_minor end)
    filter (where g.layer = 'posted'), 0) <> t.refunded_minor
union all
select 'refund is no child of a refunding step', r.refund_id::text
from ledger.refund as r join ledger.payment_transition as t using (payment_id, sequence) where t.step <> 'refund'
union all
select 'step refunds and has no child', t.payment_id::text
from ledger.payment_transition as t
where t.step = 'refund' and not exists (
  select from ledger.refund as r where r.payment_id = t.payment_id and r.sequence = t.sequence);

-- Writes the cached balances anew from the postings; for an operator, with payments stopped.
create function ledger.rebuild_balances() returns void
language plpgsql set search_path = ledger, pg_temp as $$
begin
  lock table account_balance, balance_increment in exclusive mode;
  delete from account_balance;
  delete from balance_increment;
  insert into account_balance (account_id, shard, debits_pending, credits_pending, debits_posted, credits_posted)
  select account_id, get_byte(uuid_send(s.payment_id), 15) % k.balance_shards as shard,
    coalesce(sum(s.amount_minor) filter (where s.side = 'debit' and s.layer = 'pending'), 0),
    coalesce(sum(s.amount_minor) filter (where s.side = 'credit' and s.layer = 'pending'), 0),
    coalesce(sum(s.amount_minor) filter (where s.side = 'debit' and s.layer = 'posted'), 0),
    coalesce(sum(s.amount_minor) filter (where s.side = 'credit' and s.layer = 'posted'), 0)
  from posting_side as s
  join account as a using (account_id)
  join account_kind as k using (kind)
  group by account_id, shard;
end
$$;

-- How many currencies are out of balance; cheap, since it reads the cache.
create function ledger.imbalance() returns integer
language sql stable security definer set search_path = ledger, pg_temp as $$
  select count(*)::integer from trial_balance where not balanced
$$;
