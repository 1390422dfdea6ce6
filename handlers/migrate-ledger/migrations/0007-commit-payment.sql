-- Takes the key of a decision and writes the payment with its first transition and event; false where the key, or the payment, is
-- there. Called by functions whose search path it shares.
create function ledger.claim_payment(command jsonb) returns boolean
language plpgsql as $$
declare
  i constant jsonb := command -> 'instruction';
  card constant jsonb := i -> 'card';
  customer constant jsonb := i -> 'customer';
  t constant jsonb := command -> 'transition';
begin
  with claimed as (
    insert into payment_transition (
      payment_id, sequence, caller_id, idempotency_key, request_hash, from_status, status, event_id, decline_code,
      acquirer_reference, fraud, occurred_at)
    values ((i ->> 'paymentId')::uuid, 1, i ->> 'callerId', i ->> 'idempotencyKey', i ->> 'requestHash', 'received',
      t ->> 'status', (command #>> '{event,eventId}')::uuid, t ->> 'declineCode', t ->> 'acquirerReference', t -> 'fraud',
      (t ->> 'decidedAt')::timestamptz)
    on conflict do nothing -- of either key: two commits of one payment at once may meet at its id first
    returning payment_id
  ), told as (
    insert into outbox (payment_id, event) select payment_id, command -> 'event' from claimed
  )
  insert into payment (
    payment_id, amount_minor, currency, merchant_id, merchant_reference,
    card_token, card_network, card_bin, card_last_four, masked_pan,
    card_expiry_month, card_expiry_year, card_issuer_country, pan_fingerprint,
    customer_id, customer_email, customer_ip_address, customer_ip_country,
    correlation_id, received_at)
  select payment_id, (i #>> '{amount,amountMinor}')::bigint, i #>> '{amount,currency}', i ->> 'merchantId', i ->> 'merchantReference',
    card ->> 'token', card ->> 'network', card ->> 'bin', card ->> 'lastFour', card ->> 'maskedPan',
    (card ->> 'expiryMonth')::smallint, (card ->> 'expiryYear')::smallint, card ->> 'issuerCountry', card ->> 'fingerprint',
    customer ->> 'id', customer ->> 'email', customer ->> 'ipAddress', customer ->> 'ipCountry',
    i ->> 'correlationId', (i ->> 'receivedAt')::timestamptz
  from claimed;
  return found;
end
$$;

-- Writes what follows from a claimed payment; false where a balance is still to be changed.
create function ledger.record_payment(command jsonb, commands jsonb) returns boolean
language plpgsql as $$
begin
  perform append_audit(command ->> 'audit');
  return write_postings(command #> '{transfer,postings}', (command #>> '{instruction,paymentId}')::uuid, 1,
    command #>> '{instruction,amount,currency}', commands);
end
$$;

-- One round trip for a whole decision: key, payment, transition, event, audit record, postings, balances; all of it or nothing.
-- A key that is there answers with what was committed under it. `committed` is also the answer to a caller that lost the
-- connection and asks again with the same event id: the commit it asks about was its own.
-- A plan made for the values at hand would cost more than the commit.
create function ledger.commit_payment(command jsonb) returns jsonb
language plpgsql security definer set search_path = ledger, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  if not claim_payment(command) then
    return replay_payment(command);
  end if;
  if not record_payment(command, command) then
    perform add_to_balances(array[command #>> '{instruction,paymentId}']::uuid[], 1);
  end if;
  return '{"outcome": "committed"}';
end
$$;

-- The same for several decisions, of payments that have nothing to do with each other; one answer each, in their order. All of them
-- or none: whoever is refused asks for each alone. All keys are taken first, and balances last, each in their order: calls may wait
-- for each other, but never in a circle.
create function ledger.commit_payments(commands jsonb) returns jsonb
language plpgsql security definer set search_path = ledger, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  number integer;
  command jsonb;
  unfinished uuid[];
  answers jsonb[];
begin
  for number, command in
    select n, c from jsonb_array_elements(commands) with ordinality as element (c, n)
    order by c #>> '{instruction,callerId}', c #>> '{instruction,idempotencyKey}'
  loop
    if claim_payment(command) then
      answers[number] := '{"outcome": "committed"}';
    end if;
  end loop;

  for number in 1 .. jsonb_array_length(commands) loop
    command := commands -> (number - 1);
    if answers[number] is null then
      answers[number] := replay_payment(command);
    elsif not record_payment(command, commands) then
      unfinished := unfinished || (command #>> '{instruction,paymentId}')::uuid;
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
    when k.request_hash <> command #>> '{instruction,requestHash}' then jsonb_build_object('outcome', 'mismatch')
    else jsonb_build_object(
      'outcome', case when v.event_id = (command #>> '{event,eventId}')::uuid then 'committed' else 'replayed' end,
      'payment', payment_document(v))
    end
  into answer
  from payment_transition as k join payment_version as v using (payment_id, sequence)
  where k.caller_id = command #>> '{instruction,callerId}'
    and k.idempotency_key = command #>> '{instruction,idempotencyKey}';
  if not found then
    raise exception 'payment % belongs to another key', command #>> '{instruction,paymentId}' using errcode = 'unique_violation';
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
