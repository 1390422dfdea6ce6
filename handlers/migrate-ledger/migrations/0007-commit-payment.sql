-- Takes the key of a decision and writes the payment with its first transition; false where the key, or the payment, is there.
-- Called by commit_payments, whose search path it shares.
create function ledger.claim_payment(instruction jsonb, transition jsonb, new_event_id uuid) returns boolean
language plpgsql as $$
declare
  amount constant jsonb := instruction -> 'amount';
  card constant jsonb := instruction -> 'card';
  customer constant jsonb := instruction -> 'customer';
begin
  with claimed as (
    insert into payment_transition (
      payment_id, sequence, caller_id, idempotency_key, request_hash, from_status, status, event_id, decline_code,
      acquirer_reference, fraud, occurred_at)
    values ((instruction ->> 'paymentId')::uuid, 1, instruction ->> 'callerId', instruction ->> 'idempotencyKey',
      instruction ->> 'requestHash', 'received', transition ->> 'status', new_event_id, transition ->> 'declineCode',
      transition ->> 'acquirerReference', transition -> 'fraud', (transition ->> 'decidedAt')::timestamptz)
    on conflict do nothing -- of either key: two commits of one payment at once may meet at its id first
    returning payment_id
  )
  insert into payment (
    payment_id, amount_minor, currency, merchant_id, merchant_reference,
    card_token, card_network, card_bin, card_last_four, masked_pan, card_expiry_month, card_expiry_year,
    card_issuer_country, pan_fingerprint, customer_id, customer_email, customer_ip_address, customer_ip_country,
    correlation_id, received_at)
  select payment_id, (amount ->> 'amountMinor')::bigint, amount ->> 'currency', instruction ->> 'merchantId',
    instruction ->> 'merchantReference', card ->> 'token', card ->> 'network', card ->> 'bin', card ->> 'lastFour',
    card ->> 'maskedPan', (card ->> 'expiryMonth')::smallint, (card ->> 'expiryYear')::smallint, card ->> 'issuerCountry',
    card ->> 'fingerprint', customer ->> 'id', customer ->> 'email', customer ->> 'ipAddress', customer ->> 'ipCountry',
    instruction ->> 'correlationId', (instruction ->> 'receivedAt')::timestamptz
  from claimed;
  return found;
end
$$;

-- One round trip for whole decisions: key, payment, transition, postings, audit record, outbox of each; all of them or none.
-- A key that is there answers with what was committed under it. `committed` is also the answer to a caller that lost the
-- connection and asks again with the same event id: the commit it asks about was its own.
-- All keys are taken first, and balances last, each in their order: calls may wait for each other, but never in a circle.
create function ledger.commit_payments(commands jsonb) returns jsonb
language plpgsql security definer set search_path = ledger, pg_temp as $$
declare
  number integer;
  command jsonb;
  new_payment_id uuid;
  made uuid[];
  answers jsonb[];
begin
  for number, command in
    select n, c from jsonb_array_elements(commands) with ordinality as element (c, n)
    order by c #>> '{instruction,callerId}', c #>> '{instruction,idempotencyKey}'
  loop
    if claim_payment(command -> 'instruction', command -> 'transition', (command #>> '{event,eventId}')::uuid) then
      answers[number] := '{"outcome": "committed"}';
    else -- a statement of its own, which sees what the claim has waited for
      answers[number] := replay_payment(command);
    end if;
  end loop;

  for number in 1 .. cardinality(answers) loop
    continue when answers[number] ? 'payment' or answers[number] ->> 'outcome' <> 'committed';
    command := commands -> (number - 1);
    new_payment_id := command #>> '{instruction,paymentId}';
    perform write_postings(
      command #> '{transfer,postings}', new_payment_id, 1, command #>> '{instruction,amount,currency}', commands);
    perform append_audit(command ->> 'audit');
    insert into outbox (payment_id, event) values (new_payment_id, command -> 'event');
    made := made || new_payment_id;
  end loop;

  perform add_to_balances(made, 1);
  return to_jsonb(answers);
end
$$;

create function ledger.commit_payment(command jsonb) returns jsonb
language plpgsql as $$
begin
  return ledger.commit_payments(jsonb_build_array(command)) -> 0;
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
