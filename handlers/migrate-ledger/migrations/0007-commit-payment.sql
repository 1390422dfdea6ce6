-- Takes the key of a decision and writes the payment with its first transition and event; false where the key, or the payment, is
-- there. Called by functions whose search path it shares.
create function ledger.claim_payment(command jsonb, new_payment uuid, event text) returns boolean
language plpgsql as $$
begin
  insert into payment_transition (
    payment_id, sequence, caller_id, idempotency_key, request_hash, from_status, status, event_id,
    decline_code, acquirer_reference, fraud, occurred_at)
  values (
    new_payment, 1, command ->> 'callerId', command ->> 'idempotencyKey', command ->> 'requestHash', 'received',
    command ->> 'status', (command ->> 'eventId')::uuid,
    command ->> 'declineCode', command ->> 'acquirerReference', command -> 'fraud', (command ->> 'decidedAt')::timestamptz)
  on conflict do nothing; -- of either key: two commits of one payment at once may meet at its id first
  if not found then
    return false;
  end if;

  insert into payment (
    payment_id, amount_minor, currency, merchant_id, merchant_reference,
    card_token, card_network, masked_pan, card_expiry_month, card_expiry_year,
    card_issuer_country, pan_fingerprint, customer_id, customer_email,
    customer_ip_address, customer_ip_country, correlation_id, received_at)
  values (
    new_payment, (command ->> 'amountMinor')::bigint, command ->> 'currency', command ->> 'merchantId', command ->> 'merchantReference',
    command ->> 'cardToken', command ->> 'cardNetwork', command ->> 'maskedPan',
    (command ->> 'cardExpiryMonth')::smallint, (command ->> 'cardExpiryYear')::smallint,
    command ->> 'cardIssuerCountry', command ->> 'panFingerprint', command ->> 'customerId', command ->> 'customerEmail',
    command ->> 'customerIpAddress', command ->> 'customerIpCountry', command ->> 'correlationId', (command ->> 'receivedAt')::timestamptz);
  insert into outbox (payment_id, event) values (new_payment, event::json);
  if command ->> 'status' = 'unresolved' then
    perform track_unresolved(new_payment, 'unresolved', null);
  end if;
  return true;
end
$$;

-- One round trip for a whole decision: key, payment, transition, event, audit record, postings, balances; all of it or nothing.
-- The command is read here; event and audit record are kept as they are, so that nobody reads them twice.
-- A key that is there answers with what was committed under it. `committed` is also the answer to a caller that lost the
-- connection and asks again with the same event id: the commit it asks about was its own.
-- A plan made for the values at hand would cost more than the commit.
create function ledger.commit_payment(command jsonb, event text, audit text) returns jsonb
language plpgsql security definer set search_path = ledger, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  new_payment constant uuid := (command ->> 'paymentId')::uuid;
  record_number integer; -- to assign is a cheaper call than to perform
begin
  if not claim_payment(command, new_payment, event) then
    return replay_payment(command);
  end if;
  record_number := append_audit(audit);
  if not write_postings(command -> 'postings', new_payment, 1, command ->> 'currency', command) then
    perform add_to_balances(array[new_payment], 1);
  end if;
  return '{"outcome": "committed"}';
end
$$;

-- The same for several decisions, of payments that have nothing to do with each other; one answer each, in their order. All of them
-- or none: whoever is refused asks for each alone. All keys are taken first, and balances last, each in their order: calls may wait
-- for each other, but never in a circle.
create function ledger.commit_payments(commands jsonb, events text[], audits text[]) returns jsonb
language plpgsql security definer set search_path = ledger, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  number integer;
  command jsonb;
  new_payment uuid;
  record_number integer;
  unfinished uuid[];
  answers jsonb[];
begin
  for number, command in
    select n, c from jsonb_array_elements(commands) with ordinality as element (c, n)
    order by c ->> 'callerId', c ->> 'idempotencyKey'
  loop
    if claim_payment(command, (command ->> 'paymentId')::uuid, events[number]) then
      answers[number] := '{"outcome": "committed"}';
    end if;
  end loop;

  for number in 1 .. jsonb_array_length(commands) loop
    command := commands -> (number - 1);
    if answers[number] is null then
      answers[number] := replay_payment(command);
    else
      record_number := append_audit(audits[number]);
      new_payment := (command ->> 'paymentId')::uuid;
      if not write_postings(command -> 'postings', new_payment, 1, command ->> 'currency', commands) then
        unfinished := unfinished || new_payment;
      end if;
    end if;
  end loop;

  perform add_to_balances(unfinished, 1);
  return to_jsonb(answers);
end
$$;

create function ledger.replay_payment(command jsonb) returns jsonb
language plpgsql stable as $$
declare
  answer jsonb;
begin
  select case
    when k.request_hash <> command ->> 'requestHash' then jsonb_build_object('outcome', 'mismatch')
    else jsonb_build_object(
      'outcome', case when v.event_id = (command ->> 'eventId')::uuid then 'committed' else 'replayed' end,
      'payment', payment_document(v))
    end
  into answer
  from payment_transition as k join payment_version as v using (payment_id, sequence)
  where k.caller_id = command ->> 'callerId'
    and k.idempotency_key = command ->> 'idempotencyKey';
  if not found then
    raise exception 'payment % belongs to another key', command ->> 'paymentId' using errcode = 'unique_violation';
  end if;
  return answer;
end
$$;

-- The payment as it is now; null when the key is not known.
create function ledger.find_payment(of_caller text, of_key text) returns jsonb
language sql stable security definer set search_path = ledger, pg_temp as $$
  select payment_document(v)
  from payment_transition as k join payment_version as v using (payment_id)
  where k.caller_id = of_caller and k.idempotency_key = of_key
  order by v.sequence desc
  limit 1
$$;
