create function ledger.find_account(of_kind text, of_owner text, in_currency text) returns bigint
language sql stable parallel safe set search_path = ledger, pg_temp as $$
  select a.account_id from account as a where a.kind = of_kind and a.owner_id = of_owner and a.currency = in_currency
$$;

-- One page of an account's postings, newest first, before a posting that the reader has seen. Each side is read by its own
-- index, no further than a page: the page costs the same wherever it lies.
create function ledger.account_statement(
  of_kind text, of_owner text, in_currency text, before_posting bigint, at_most integer
) returns setof jsonb
language sql stable security definer set search_path = ledger, pg_temp as $$
  with side as (
    (select p.*, 'debit' as side from posting as p
     where p.debit_account_id = find_account(of_kind, of_owner, in_currency) and p.posting_id < before_posting
     order by p.posting_id desc limit at_most)
    union all
    (select p.*, 'credit' from posting as p
     where p.credit_account_id = find_account(of_kind, of_owner, in_currency) and p.posting_id < before_posting
     order by p.posting_id desc limit at_most)
  )
  select jsonb_build_object(
    'postingId', s.posting_id::text, 'kind', t.kind, 'paymentId', s.payment_id, 'sequence', s.sequence, 'layer', s.layer,
    'side', s.side, 'amountMinor', s.amount_minor, 'recordedAt', iso_time(s.recorded_at))
  from side as s join transfer as t using (payment_id, sequence)
  order by s.posting_id desc
  limit at_most
$$;

-- What the account held at a moment: what it holds now, less what came since. A posting bears the time at which its
-- transaction began, and no transaction lasts ten seconds (the statement timeout of the users is five): what is older is
-- final, and asked again gives the same. Null when the account is not known.
create function ledger.balance_at(of_kind text, of_owner text, in_currency text, moment timestamptz) returns jsonb
language sql stable security definer set search_path = ledger, pg_temp as $$
  select jsonb_build_object(
    'debitsPending', s.debits_pending - n.debits_pending, 'creditsPending', s.credits_pending - n.credits_pending,
    'debitsPosted', s.debits_posted - n.debits_posted, 'creditsPosted', s.credits_posted - n.credits_posted,
    'final', moment <= now() - interval '10 seconds')
  from account_state as s
  cross join lateral (
    select
      coalesce(sum(v.amount_minor) filter (where v.side = 'debit' and v.layer = 'pending'), 0)::bigint as debits_pending,
      coalesce(sum(v.amount_minor) filter (where v.side = 'credit' and v.layer = 'pending'), 0)::bigint as credits_pending,
      coalesce(sum(v.amount_minor) filter (where v.side = 'debit' and v.layer = 'posted'), 0)::bigint as debits_posted,
      coalesce(sum(v.amount_minor) filter (where v.side = 'credit' and v.layer = 'posted'), 0)::bigint as credits_posted
    from posting_side as v
    where v.recorded_at > moment and v.account_id = s.account_id
  ) as n
  where s.account_id = find_account(of_kind, of_owner, in_currency)
$$;
