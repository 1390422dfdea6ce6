-- One round trip for a step after the decision: key, transition, postings, audit record, outbox; all of it or nothing.
-- A step is planned from a position of the payment, and taken only if the payment still stands there: the row that takes the key is
-- also the claim on the next sequence, so of many that plan the same step one wins, and the others wait for it before any work.
-- Without a `step`, the command only asks: what became of its key, and where the payment stands.
create function ledger.take_step(command jsonb, event text, audit text) returns jsonb
language plpgsql security definer set search_path = ledger, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  of_payment constant uuid := command ->> 'paymentId';
  new_step constant jsonb := command -> 'step';
  new_sequence constant integer := (new_step ->> 'expectedSequence')::integer + 1;
  postings constant posting_request[] := posting_requests(command -> 'postings');
begin
  if new_step is null then
    return answer_step(command);
  end if;

  -- The totals go on from the step before, in the database's own words.
  insert into payment_transition (
    payment_id, sequence, caller_id, idempotency_key, request_hash, step, from_status, status, event_id, decline_code,
    acquirer_reference, occurred_at, amount_minor, step_minor, captured_minor, released_minor, refunded_minor)
  select of_payment, new_sequence, command ->> 'callerId', command ->> 'idempotencyKey', command ->> 'requestHash',
    s.kind, b.status, s.status, (command ->> 'eventId')::uuid, s."declineCode",
    s."acquirerReference", s."takenAt", b.amount_minor, s."stepMinor",
    b.captured_minor + case s.kind when 'capture' then s."stepMinor" when 'reverse-capture' then -s."stepMinor" else 0 end,
    b.released_minor + case when s.kind in ('void', 'expire') then s."stepMinor" else 0 end,
    b.refunded_minor + case s.kind when 'refund' then s."stepMinor" when 'reverse-refund' then -s."stepMinor" else 0 end
  from jsonb_to_record(new_step) as s (kind text, "from" text, status text, "declineCode" text,
      "acquirerReference" text, "takenAt" timestamptz, "stepMinor" bigint)
  join payment_transition as b on b.payment_id = of_payment and b.sequence = new_sequence - 1 and b.status = s."from"
  on conflict do nothing;
  if not found then
    perform from payment_transition as b
    where b.payment_id = of_payment and b.sequence = new_sequence - 1 and b.status = new_step ->> 'from';
    if not found then
      raise exception 'payment % was never % at step %', of_payment, new_step ->> 'from', new_sequence - 1
        using errcode = 'no_data_found';
    end if;
    return answer_step(command);
  end if;

  if new_step ? 'refundId' then
    insert into refund (refund_id, payment_id, sequence)
    values ((new_step ->> 'refundId')::uuid, of_payment, new_sequence);
  end if;
  perform append_audit(audit);
  perform track_submission(of_payment, new_sequence, new_step);
  if new_step ->> 'from' = 'unresolved' then
    perform track_unresolved(of_payment, new_step ->> 'status', new_step ->> 'acquirerReference');
  end if;
  insert into outbox (payment_id, event) values (of_payment, event::json);
  if not write_postings(postings, of_payment, new_sequence, postings) then
    perform add_to_balances(array[of_payment], new_sequence);
  end if;
  return jsonb_build_object('outcome', 'taken', 'position', position_document(of_payment, new_sequence));
end
$$;

-- `taken` is also the answer to a caller that lost the connection and asks again with the same event id. `moved` says that
-- nothing is there under the key, and where the payment stands now.
create function ledger.answer_step(command jsonb) returns jsonb
language sql stable set search_path = ledger, pg_temp as $$
  with known as (
    select t.request_hash = command ->> 'requestHash' and t.payment_id = (command ->> 'paymentId')::uuid as same,
      t.event_id = (command ->> 'eventId')::uuid as mine, t.payment_id, t.sequence
    from payment_transition as t
    where t.caller_id = command ->> 'callerId' and t.idempotency_key = command ->> 'idempotencyKey'
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
