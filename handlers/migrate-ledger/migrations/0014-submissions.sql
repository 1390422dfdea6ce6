-- What the acquirer has to be told of a step, from the step's own transaction: first the ledger takes the step, then the
-- acquirer is told, under a key that follows from payment and sequence, until it has answered (docs/decisions/0026).

-- Steps of which the acquirer has not answered yet. Rows come and go: the sweeper looks here, and nowhere else.
create table ledger.open_submission (
  payment_id uuid not null,
  sequence integer not null,
  recorded_at timestamptz not null default now(),
  told_at timestamptz not null default now(), -- the last time that somebody tells the acquirer
  handed_over_at timestamptz, -- a person has it; nobody tells the acquirer until it is reopened
  primary key (payment_id, sequence)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- What it answered in the end, once a step. A capture or refund that it refused is reversed in the same transaction.
create table ledger.submission_outcome (
  payment_id uuid not null,
  sequence integer not null,
  outcome text not null check (outcome in ('accepted', 'refused')),
  acquirer_reference text,
  reversed_by integer,
  recorded_at timestamptz not null default now(),
  primary key (payment_id, sequence),
  foreign key (payment_id, sequence) references ledger.payment_transition,
  foreign key (payment_id, reversed_by) references ledger.payment_transition,
  check ((acquirer_reference is not null) = (outcome = 'accepted')),
  check (reversed_by is null or outcome = 'refused')
);

create trigger append_only before update or delete or truncate on ledger.submission_outcome
  for each statement execute function ledger.refuse_change();

-- The first answer stands: `repeated` when it was the same, `contradicted` when it was the other.
create function ledger.close_submission(
  of_payment uuid, at_sequence integer, new_outcome text, new_reference text, reversal integer) returns text
language plpgsql as $$
begin
  insert into submission_outcome (payment_id, sequence, outcome, acquirer_reference, reversed_by)
  values (of_payment, at_sequence, new_outcome, new_reference, reversal)
  on conflict do nothing;
  if not found then
    return (
      select case when o.outcome = new_outcome then 'repeated' else 'contradicted' end
      from submission_outcome as o where o.payment_id = of_payment and o.sequence = at_sequence);
  end if;
  delete from open_submission as s where s.payment_id = of_payment and s.sequence = at_sequence;
  if not found then
    raise exception 'step % of payment % was never to be submitted', at_sequence, of_payment using errcode = 'no_data_found';
  end if;
  return 'closed';
end
$$;

-- Called by take_step, whose search path it shares: a step opens a submission, a reversal closes that of the step it takes back.
create function ledger.track_submission(of_payment uuid, at_sequence integer, new_step jsonb) returns void
language plpgsql as $$
declare
  kind constant text := new_step ->> 'kind';
  reversed constant integer := new_step ->> 'reversedSequence';
begin
  if kind in ('capture', 'void', 'expire', 'refund') then
    insert into open_submission (payment_id, sequence) values (of_payment, at_sequence);
  elsif kind like 'reverse-%' then
    perform from payment_transition as t
    where t.payment_id = of_payment and t.sequence = reversed
      and 'reverse-' || t.step = kind and t.step_minor = (new_step ->> 'stepMinor')::bigint;
    if not found or close_submission(of_payment, reversed, 'refused', null, at_sequence) <> 'closed' then
      raise exception 'step % of payment % is not to be reversed', reversed, of_payment using errcode = 'restrict_violation';
    end if;
  end if;
end
$$;

-- In the shape of `StepSubmission` in handlers/ports/submissions.ts.
create function ledger.submission_document(of_payment uuid, at_sequence integer) returns jsonb
language sql stable parallel safe set search_path = ledger, pg_temp as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'paymentId', v.payment_id,
    'sequence', v.sequence,
    'kind', case t.step when 'expire' then 'void' else t.step end,
    'amount', jsonb_build_object('amountMinor', t.step_minor, 'currency', v.currency),
    'acquirerReference', v.acquirer_reference,
    'state', coalesce(o.outcome, 'open'),
    'refundId', r.refund_id))
  from payment_version as v
  join payment_transition as t using (payment_id, sequence)
  left join submission_outcome as o using (payment_id, sequence)
  left join refund as r using (payment_id, sequence)
  where v.payment_id = of_payment and v.sequence = at_sequence and t.step in ('capture', 'void', 'expire', 'refund')
$$;

create function ledger.find_submission(of_payment uuid, at_sequence integer) returns jsonb
language sql stable security definer set search_path = ledger, pg_temp as $$
  select submission_document(of_payment, at_sequence)
$$;

-- What the acquirer said of a step that stays as it is. A refused capture or refund is closed by its reversal only.
create function ledger.record_submission(
  of_payment uuid, at_sequence integer, new_outcome text, new_reference text) returns text
language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
  if new_outcome = 'refused' then
    perform from payment_transition as t
    where t.payment_id = of_payment and t.sequence = at_sequence and t.step in ('void', 'expire');
    if not found then
      raise exception 'step % of payment % has to be reversed', at_sequence, of_payment using errcode = 'restrict_violation';
    end if;
  end if;
  return close_submission(of_payment, at_sequence, new_outcome, new_reference, null);
end
$$;

-- Those of which nobody has told the acquirer for so long, longest first; whoever gets them does. Two that claim at once share
-- the work. The first of a payment brings all of its others, in order: they may rest on it.
create function ledger.claim_open_submissions(not_told_for interval, at_most integer) returns setof jsonb
language sql security definer set search_path = ledger, pg_temp as $$
  with head as materialized (
    select s.payment_id
    from open_submission as s
    where s.handed_over_at is null and s.told_at <= now() - not_told_for and not exists (
      select from open_submission as e
      where e.payment_id = s.payment_id and e.sequence < s.sequence and e.handed_over_at is null)
    order by s.told_at
    limit at_most
    for update of s skip locked
  ), claimed as (
    update open_submission as s set told_at = now()
    from head
    where s.payment_id = head.payment_id and s.handed_over_at is null
    returning s.payment_id, s.sequence, s.recorded_at
  )
  select submission_document(payment_id, sequence)
    || jsonb_build_object('ageSeconds', extract(epoch from now() - recorded_at))
  from claimed
  order by payment_id, sequence
$$;

-- Seconds that the oldest has waited that no person has; 0 when there is none.
create function ledger.submission_age() returns double precision
language sql stable security definer set search_path = ledger, pg_temp as $$
  select coalesce(greatest(extract(epoch from now() - min(recorded_at)), 0), 0)::double precision
  from open_submission where handed_over_at is null
$$;

-- The payment as it stands, for the caller that made it; null for anyone else.
create function ledger.find_position_of(of_caller text, of_payment uuid) returns jsonb
language sql stable security definer set search_path = ledger, pg_temp as $$
  select find_position(of_payment)
  from idempotency as i where i.payment_id = of_payment and i.sequence = 1 and i.caller_id = of_caller
$$;

alter view ledger.invariant_violation rename to step_violation;

create view ledger.invariant_violation as
select invariant, subject from ledger.step_violation
union all
select 'step is neither to be submitted nor answered, or both', t.payment_id::text
from ledger.payment_transition as t
left join ledger.open_submission as s using (payment_id, sequence)
left join ledger.submission_outcome as o using (payment_id, sequence)
where t.step in ('capture', 'void', 'expire', 'refund') and (s.payment_id is null) = (o.payment_id is null)
union all
select 'submission belongs to no step that is submitted', s.payment_id::text
from (select payment_id, sequence from ledger.open_submission
  union select payment_id, sequence from ledger.submission_outcome) as s
left join ledger.payment_transition as t using (payment_id, sequence)
where t.step is null or t.step not in ('capture', 'void', 'expire', 'refund')
union all
select 'refused step and its reversal do not belong together', t.payment_id::text
from ledger.payment_transition as t
left join ledger.submission_outcome as o
  on o.payment_id = t.payment_id and o.outcome = 'refused'
    and t.sequence = case when t.step like 'reverse-%' then o.reversed_by else o.sequence end
left join ledger.payment_transition as r on r.payment_id = o.payment_id and r.sequence = o.reversed_by
where (t.step like 'reverse-%' and o.payment_id is null)
  or (t.step in ('capture', 'refund') and o.payment_id is not null
    and (r.step, r.step_minor) is distinct from ('reverse-' || t.step, t.step_minor));

revoke all on table ledger.open_submission, ledger.submission_outcome from public;
revoke all on all functions in schema ledger from public;
grant select on all tables in schema ledger to payment_application;
grant execute on function
  ledger.find_submission(uuid, integer),
  ledger.record_submission(uuid, integer, text, text),
  ledger.claim_open_submissions(interval, integer),
  ledger.submission_age(),
  ledger.find_position_of(text, uuid)
  to payment_application;
