-- One round trip for a whole decision: key, payment, transition, event, audit record, postings, balances; all of it or nothing.
-- A parameter has the name of the column that it becomes. Event and audit record are kept as they are, so that nobody reads them
-- twice. Of a key that is there, or a payment, this fails with a unique violation, and `replay_payment` knows what was committed:
-- looking for it first would cost every payment what few need.
-- A plan made for the values at hand would cost more than the commit.
create function ledger.commit_payment(
  payment_id uuid, caller_id text, idempotency_key text, request_hash text, status text, event_id uuid, decline_code text,
  acquirer_reference text, fraud jsonb, occurred_at timestamptz, amount_minor bigint, currency text, merchant_id text,
  merchant_reference text, card_token text, card_network text, masked_pan text, card_expiry_month integer, card_expiry_year integer,
  card_issuer_country text, pan_fingerprint text, customer_id text, customer_email text, customer_ip_address text,
  customer_ip_country text, correlation_id text, received_at timestamptz,
  postings ledger.posting_request[], event text, audit text) returns void
language plpgsql security definer set search_path = ledger, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  record_number integer; -- to assign is a cheaper call than to perform
begin
  insert into payment_transition (
    payment_id, sequence, caller_id, idempotency_key, request_hash, from_status, status, event_id, decline_code,
    acquirer_reference, fraud, occurred_at, amount_minor, currency, merchant_id,
    merchant_reference, card_token, card_network, masked_pan, card_expiry_month, card_expiry_year,
    card_issuer_country, pan_fingerprint, customer_id, customer_email, customer_ip_address,
    customer_ip_country, correlation_id, received_at)
  values (
    payment_id, 1, caller_id, idempotency_key, request_hash, 'received', status, event_id, decline_code,
    acquirer_reference, fraud, occurred_at, amount_minor, currency, merchant_id,
    merchant_reference, card_token, card_network, masked_pan, card_expiry_month, card_expiry_year,
    card_issuer_country, pan_fingerprint, customer_id, customer_email, customer_ip_address,
    customer_ip_country, correlation_id, received_at);
  insert into outbox (payment_id, event) values (payment_id, event::json);
  if status = 'unresolved' then
    perform track_unresolved(payment_id, status, null);
  end if;
  record_number := append_audit(audit);
  if not write_postings(postings, payment_id, 1, postings) then
    perform add_to_balances(array[payment_id], 1);
  end if;
end
$$;

-- The same for several decisions, of payments that have nothing to do with each other: an array of objects with the names of the
-- parameters above; one answer each, in their order. All of them or none: whoever is refused asks for each alone. All keys are
-- taken first, and balances last, each in their order: calls may wait for each other, but never in a circle.
create function ledger.commit_payments(commands jsonb) returns jsonb
language plpgsql security definer set search_path = ledger, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  all_postings constant posting_request[] := posting_requests(jsonb_path_query_array(commands, '$[*].postings[*]'));
  -- What every decision is, whatever its command says.
  first_step constant jsonb := jsonb_build_object('sequence', 1, 'step', 'decide', 'from_status', 'received',
    'captured_minor', 0, 'released_minor', 0, 'refunded_minor', 0, 'recorded_at', now());
  command jsonb;
  number integer;
  record_number integer;
  unfinished uuid[];
  answers jsonb[];
begin
  for number, command in
    select n, c from jsonb_array_elements(commands) with ordinality as element (c, n)
    order by c ->> 'caller_id', c ->> 'idempotency_key'
  loop
    insert into payment_transition select r.* from jsonb_populate_record(null::payment_transition, command || first_step) as r
    on conflict do nothing; -- of either key: two commits of one payment at once may meet at its id first
    if found then
      answers[number] := '{"outcome": "committed"}';
      insert into outbox (payment_id, event) values ((command ->> 'payment_id')::uuid, (command ->> 'event')::json);
      if command ->> 'status' = 'unresolved' then
        perform track_unresolved((command ->> 'payment_id')::uuid, 'unresolved', null);
      end if;
    end if;
  end loop;

  for number in 1 .. jsonb_array_length(commands) loop
    command := commands -> (number - 1);
    if answers[number] is null then
      answers[number] := replay_payment((command ->> 'payment_id')::uuid, command ->> 'caller_id',
        command ->> 'idempotency_key', command ->> 'request_hash', (command ->> 'event_id')::uuid);
    else
      record_number := append_audit(command ->> 'audit');
      if not write_postings(posting_requests(command -> 'postings'), (command ->> 'payment_id')::uuid, 1, all_postings) then
        unfinished := unfinished || (command ->> 'payment_id')::uuid;
      end if;
    end if;
  end loop;

  perform add_to_balances(unfinished, 1);
  return to_jsonb(answers);
end
$$;

-- What was committed under a key. `committed` is also the answer to a caller that lost the connection and asks again with the same
-- event id: the commit it asks about was its own.
create function ledger.replay_payment(of_payment uuid, of_caller text, of_key text, with_hash text, with_event uuid) returns jsonb
language plpgsql stable security definer set search_path = ledger, pg_temp as $$
declare
  answer jsonb;
begin
  select case
    when k.request_hash <> with_hash then jsonb_build_object('outcome', 'mismatch')
    else jsonb_build_object(
      'outcome', case when v.event_id = with_event then 'committed' else 'replayed' end,
      'payment', payment_document(v))
    end
  into answer
  from payment_transition as k join payment_version as v using (payment_id, sequence)
  where k.caller_id = of_caller and k.idempotency_key = of_key;
  if not found then
    raise exception 'payment % belongs to another key', of_payment using errcode = 'unique_violation';
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
