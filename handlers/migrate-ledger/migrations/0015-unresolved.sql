-- Authorizations at the acquirer whose fate is open: those of unresolved payments, which wait for the acquirer's word, and
-- orphans, which no payment stands for and which must be given back. Open work, as the outbox is: rows come and go.
-- The payment id is the key under which the acquirer knows the authorization; an orphan has no payment of that id that holds it.
create table ledger.open_authorization (
  payment_id uuid primary key,
  purpose text not null check (purpose in ('resolve', 'release')),
  amount_minor bigint not null check (amount_minor between 1 and 999999999999),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  since timestamptz not null default now(),
  asked_at timestamptz not null default now(),
  handed_over_at timestamptz -- a person has it; nobody asks until it is reopened
);

create index open_authorization_due on ledger.open_authorization (asked_at) where handed_over_at is null;

-- What was given to a person, and why: never changed. It may be given again after it was reopened.
create table ledger.handover (
  handover_id bigint generated always as identity primary key,
  payment_id uuid not null,
  sequence integer, -- of the step whose submission it is; of an authorization, none
  purpose text not null,
  reason text not null check (reason ~ '^[a-z]+(-[a-z]+)*$'),
  recorded_at timestamptz not null default now()
);

create trigger append_only before update or delete or truncate on ledger.handover
  for each statement execute function ledger.refuse_change();

-- Called for a step into or out of `unresolved` by the function that writes it, whose search path it shares. A payment that was
-- declined without a word of the acquirer is one that the acquirer never saw. What was lost on the way may only be late: its key is
-- watched on, and what it reserves then is given back.
create function ledger.track_unresolved(of_payment uuid, new_status text, acquirer_reference text) returns void
language plpgsql as $$
begin
  if new_status = 'unresolved' then
    insert into open_authorization (payment_id, purpose, amount_minor, currency)
    select p.payment_id, 'resolve', p.amount_minor, p.currency from payment as p where p.payment_id = of_payment;
  elsif new_status = 'declined' and acquirer_reference is null then
    update open_authorization set purpose = 'release', since = now(), asked_at = now(), handed_over_at = null
    where payment_id = of_payment;
  else
    delete from open_authorization where payment_id = of_payment;
  end if;
end
$$;

-- Those that nobody has asked about for so long, longest first; whoever gets them has asked. Two that claim at once share
-- the work, and one that always fails does not keep others from their turn.
create function ledger.claim_open_authorizations(not_asked_for interval, at_most integer) returns setof jsonb
language sql security definer set search_path = ledger, pg_temp as $$
  with due as materialized (
    select o.payment_id
    from open_authorization as o
    where o.handed_over_at is null and o.asked_at <= now() - not_asked_for
    order by o.asked_at
    limit at_most
    for update skip locked
  )
  update open_authorization as o set asked_at = now()
  from due
  where o.payment_id = due.payment_id
  returning jsonb_build_object(
    'paymentId', o.payment_id, 'purpose', o.purpose,
    'amount', jsonb_build_object('amountMinor', o.amount_minor, 'currency', o.currency),
    'ageSeconds', extract(epoch from now() - o.since))
$$;

-- Harmless to repeat. What a payment stands for is no orphan, whoever says so; and an unresolved one is asked about anyway.
create function ledger.report_orphan(of_payment uuid, of_amount_minor bigint, in_currency text) returns void
language sql security definer set search_path = ledger, pg_temp as $$
  insert into open_authorization (payment_id, purpose, amount_minor, currency)
  select of_payment, 'release', of_amount_minor, in_currency
  where coalesce((
    select t.status in ('declined', 'failed') from payment_transition as t
    where t.payment_id = of_payment order by t.sequence desc limit 1), true)
  on conflict do nothing
$$;

-- Nothing is reserved under its key any more. Those of unresolved payments are closed by their resolution only.
create function ledger.close_orphan(of_payment uuid) returns void
language sql security definer set search_path = ledger, pg_temp as $$
  delete from open_authorization where payment_id = of_payment and purpose = 'release'
$$;

-- Whether it was still open: of several that hand it over at once, one writes it down.
create function ledger.hand_over(of_payment uuid, for_reason text, facts text) returns boolean
language plpgsql security definer set search_path = ledger, pg_temp as $$
declare
  for_purpose text;
begin
  update open_authorization set handed_over_at = now() where payment_id = of_payment and handed_over_at is null
  returning purpose into for_purpose;
  if not found then
    return false;
  end if;
  insert into handover (payment_id, purpose, reason) values (of_payment, for_purpose, for_reason);
  perform append_audit(facts);
  return true;
end
$$;

-- The same for a step that the acquirer has not answered.
create function ledger.hand_over_submission(of_payment uuid, at_sequence integer, for_reason text, facts text) returns boolean
language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
  update open_submission set handed_over_at = now()
  where payment_id = of_payment and sequence = at_sequence and handed_over_at is null;
  if not found then
    return false;
  end if;
  insert into handover (payment_id, sequence, purpose, reason) values (of_payment, at_sequence, 'submit', for_reason);
  perform append_audit(facts);
  return true;
end
$$;

-- Gives back to the reconciler what a person had, to be asked about at once; how many questions it were.
create function ledger.reopen_payments(of_payments uuid[]) returns integer
language sql security definer set search_path = ledger, pg_temp as $$
  with authorizations as (
    update open_authorization set handed_over_at = null, asked_at = '-infinity'
    where payment_id = any (of_payments)
    returning 1
  ), submissions as (
    update open_submission set handed_over_at = null, told_at = '-infinity'
    where payment_id = any (of_payments)
    returning 1
  )
  select ((select count(*) from authorizations) + (select count(*) from submissions))::integer
$$;

-- `unresolved` counts those that a person has as well; the age is that of the oldest that nobody has.
create function ledger.unresolved_backlog() returns jsonb
language sql stable security definer set search_path = ledger, pg_temp as $$
  select jsonb_build_object(
    'unresolved', count(*) filter (where purpose = 'resolve'),
    'ageSeconds', coalesce(
      greatest(extract(epoch from now() - min(since) filter (where handed_over_at is null)), 0), 0))
  from open_authorization
$$;

alter view ledger.invariant_violation rename to submission_violation;

create view ledger.invariant_violation as
select invariant, subject from ledger.submission_violation
union all
select 'unresolved payment is nobody''s work', t.payment_id::text
from ledger.payment_transition as t
where t.status = 'unresolved'
  and not exists (
    select from ledger.payment_transition as l where l.payment_id = t.payment_id and l.sequence > t.sequence)
  and not exists (
    select from ledger.open_authorization as o where o.payment_id = t.payment_id and o.purpose = 'resolve')
union all
select 'resolved payment is still asked about', o.payment_id::text
from ledger.open_authorization as o
where o.purpose = 'resolve' and not exists (
  select from ledger.payment_transition as t
  where t.payment_id = o.payment_id and t.status = 'unresolved' and not exists (
    select from ledger.payment_transition as l where l.payment_id = t.payment_id and l.sequence > t.sequence));

revoke all on table ledger.open_authorization, ledger.handover, ledger.submission_violation, ledger.invariant_violation from public;
revoke all on function
  ledger.track_unresolved(uuid, text, text),
  ledger.claim_open_authorizations(interval, integer),
  ledger.report_orphan(uuid, bigint, text),
  ledger.close_orphan(uuid),
  ledger.hand_over(uuid, text, text),
  ledger.hand_over_submission(uuid, integer, text, text),
  ledger.reopen_payments(uuid[]),
  ledger.unresolved_backlog()
  from public;
grant select on table ledger.open_authorization, ledger.handover, ledger.submission_violation, ledger.invariant_violation
  to payment_application;
grant execute on function
  ledger.claim_open_authorizations(interval, integer),
  ledger.report_orphan(uuid, bigint, text),
  ledger.close_orphan(uuid),
  ledger.hand_over(uuid, text, text),
  ledger.hand_over_submission(uuid, integer, text, text),
  ledger.reopen_payments(uuid[]),
  ledger.unresolved_backlog()
  to payment_application;
