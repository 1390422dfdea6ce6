-- The payment as it stands; null when it is not known.
create function ledger.find_position(of_payment uuid) returns jsonb
language sql stable security definer set search_path = ledger, pg_temp as $$
  select position_document(of_payment, max(sequence)) from payment_transition where payment_id = of_payment
$$;

-- One round trip for a step after the decision: key, transition, postings, outbox; all of it or nothing.
-- A step is planned from a position of the payment, and taken only if the payment still stands there: the key is also the
-- claim on the next sequence, so of many that plan the same step one wins, and the others wait for it before any work.
-- Without a `step`, the command only asks: what became of its key, and where the payment stands.
create function ledger.take_step(command jsonb) returns jsonb
language plpgsql security definer set search_path = ledger, pg_temp as $$
declare
  of_payment constant uuid := command ->> 'paymentId';
  new_step constant jsonb := command -> 'step';
  new_sequence constant integer := (new_step ->> 'expectedSequence')::integer + 1;
begin
  if new_step is null then
    return answer_step(command);
  end if;

  insert into idempotency (caller_id, idempotency_key, request_hash, payment_id, sequence)
  values (command ->> 'callerId', command ->> 'idempotencyKey', command ->> 'requestHash', of_payment, new_sequence)
  on conflict do nothing;
  if not found then
    return answer_step(command);
  end if;

  -- The totals go on from the step before, in the database's own words.
  insert into payment_transition (
    payment_id, sequence, step, from_status, status, event_id, decline_code, acquirer_reference, occurred_at,
    amount_minor, step_minor, captured_minor, released_minor, refunded_minor)
  select of_payment, new_sequence, s.kind, b.status, s.status, (command ->> 'eventId')::uuid, s."declineCode",
    s."acquirerReference", s."takenAt", p.amount_minor, s."stepMinor",
    b.captured_minor + case s.kind when 'capture' then s."stepMinor" when 'reverse-capture' then -s."stepMinor" else 0 end,
    b.released_minor + case when s.kind in ('void', 'expire') then s."stepMinor" else 0 end,
    b.refunded_minor + case s.kind when 'refund' then s."stepMinor" when 'reverse-refund' then -s."stepMinor" else 0 end
  from jsonb_to_record(new_step) as s (kind text, "from" text, status text, "declineCode" text,
      "acquirerReference" text, "takenAt" timestamptz, "stepMinor" bigint)
  join payment as p on p.payment_id = of_payment
  join payment_transition as b on b.payment_id = of_payment and b.sequence = new_sequence - 1 and b.status = s."from";
  if not found then
    raise exception 'payment % was never % at step %', of_payment, new_step ->> 'from', new_sequence - 1
      using errcode = 'no_data_found';
  end if;

  if new_step ? 'refundId' then
    insert into refund (refund_id, payment_id, sequence)
    values ((new_step ->> 'refundId')::uuid, of_payment, new_sequence);
  end if;
  if command ? 'transfer' then
    perform write_transfer(command -> 'transfer', of_payment, new_sequence, command #>> '{event,currency}');
  end if;
  perform track_submission(of_payment, new_sequence, new_step);
  insert into outbox (payment_id, event) values (of_payment, command -> 'event');
  return jsonb_build_object('outcome', 'taken', 'position', position_document(of_payment, new_sequence));
end
$$;

-- `taken` is also the answer to a caller that lost the connection and asks again with the same event id. `moved` says that
-- nothing is there under the key, and where the payment stands now.
create function ledger.answer_step(command jsonb) returns jsonb
language sql stable set search_path = ledger, pg_temp as $$
  with known as (
    select i.request_hash = command ->> 'requestHash' and i.payment_id = (command ->> 'paymentId')::uuid as same,
      t.event_id = (command ->> 'eventId')::uuid as mine, i.payment_id, i.sequence
    from idempotency as i join payment_transition as t using (payment_id, sequence)
    where i.caller_id = command ->> 'callerId' and i.idempotency_key = command ->> 'idempotencyKey'
  )
  select case when same
    then jsonb_build_object(
      'outcome', case when mine then 'taken' else 'replayed' end, 'position', position_document(payment_id, sequence))
    else jsonb_build_object('outcome', 'mismatch') end
  from known
  union all
  select jsonb_build_object('outcome', 'moved', 'position', find_position((command ->> 'paymentId')::uuid))
  where not exists (select from known)
$$;

-- Steps have promises of their own, added to those of a commit.
alter view ledger.invariant_violation rename to commit_violation;

create view ledger.invariant_violation as
select invariant, subject from ledger.commit_violation
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
left join ledger.transfer as f on f.payment_id = p.payment_id
left join ledger.posting as g on g.transfer_id = f.transfer_id
group by p.payment_id, t.status, t.captured_minor, t.released_minor, t.refunded_minor
having coalesce(sum(g.amount_minor) filter (where g.layer = 'pending'), 0)
    <> case when t.status in ('authorized', 'captured') then p.amount_minor - t.captured_minor - t.released_minor else 0 end
  or coalesce(sum(case f.kind when 'capture' then g.amount_minor when 'reverse-capture' then -g.amount_minor end)
    filter (where g.layer = 'posted'), 0) <> t.captured_minor
  or coalesce(sum(case f.kind when 'refund' then g.amount_minor when 'reverse-refund' then -g.amount_minor end)
    filter (where g.layer = 'posted'), 0) <> t.refunded_minor
union all
select 'refund is no child of a refunding step', r.refund_id::text
from ledger.refund as r join ledger.payment_transition as t using (payment_id, sequence) where t.step <> 'refund'
union all
select 'step refunds and has no child', t.payment_id::text
from ledger.payment_transition as t
where t.step = 'refund' and not exists (
  select from ledger.refund as r where r.payment_id = t.payment_id and r.sequence = t.sequence);

revoke all on all functions in schema ledger from public;
grant select on all tables in schema ledger to payment_application;
grant execute on function ledger.take_step(jsonb), ledger.find_position(uuid) to payment_application;
