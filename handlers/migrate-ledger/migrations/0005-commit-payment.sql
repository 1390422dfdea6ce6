-- A payment after each of its steps, with the key that brought it.
create view ledger.payment_version as
select p.*, t.sequence, t.status, t.event_id, t.decline_code, t.acquirer_reference, t.fraud, t.occurred_at,
  i.caller_id, i.idempotency_key, i.request_hash
from ledger.payment as p
join ledger.payment_transition as t using (payment_id)
join ledger.idempotency as i on i.payment_id = p.payment_id and i.sequence = 1;

create function ledger.iso_time(moment timestamptz) returns text
language sql stable parallel safe as $$
  select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- The payment in the shape of `Payment` in handlers/domain/payment.ts.
create function ledger.payment_document(v ledger.payment_version) returns jsonb
language sql stable parallel safe set search_path = ledger, pg_temp as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'paymentId', v.payment_id,
    'callerId', v.caller_id,
    'idempotencyKey', v.idempotency_key,
    'requestHash', v.request_hash,
    'amount', jsonb_build_object('amountMinor', v.amount_minor, 'currency', v.currency),
    'card', jsonb_build_object(
      'token', v.card_token, 'network', v.card_network, 'bin', v.card_bin, 'lastFour', v.card_last_four,
      'maskedPan', v.masked_pan, 'expiryMonth', v.card_expiry_month, 'expiryYear', v.card_expiry_year,
      'issuerCountry', v.card_issuer_country, 'fingerprint', v.pan_fingerprint),
    'customer', jsonb_build_object(
      'id', v.customer_id, 'email', v.customer_email, 'ipAddress', v.customer_ip_address,
      'ipCountry', v.customer_ip_country),
    'merchantId', v.merchant_id,
    'merchantReference', v.merchant_reference,
    'receivedAt', iso_time(v.received_at),
    'correlationId', v.correlation_id,
    'status', v.status,
    'sequence', v.sequence,
    'declineCode', v.decline_code,
    'acquirerReference', v.acquirer_reference,
    'fraud', v.fraud,
    'updatedAt', iso_time(v.occurred_at)))
$$;

-- Called by commit_payment only, whose search path and plan cache it shares.
create function ledger.write_payment(payment jsonb) returns void
language plpgsql as $$
begin
  insert into payment (
    payment_id, amount_minor, currency, merchant_id, merchant_reference,
    card_token, card_network, card_bin, card_last_four, masked_pan, card_expiry_month, card_expiry_year,
    card_issuer_country, pan_fingerprint, customer_id, customer_email, customer_ip_address, customer_ip_country,
    correlation_id, received_at)
  select p."paymentId", m."amountMinor", m."currency", p."merchantId", p."merchantReference",
    c."token", c."network", c."bin", c."lastFour", c."maskedPan", c."expiryMonth", c."expiryYear",
    c."issuerCountry", c."fingerprint", u."id", u."email", u."ipAddress", u."ipCountry",
    p."correlationId", p."receivedAt"
  from jsonb_to_record(payment) as p (
      "paymentId" uuid, "merchantId" text, "merchantReference" text, "correlationId" text, "receivedAt" timestamptz),
    jsonb_to_record(payment -> 'amount') as m ("amountMinor" bigint, "currency" text),
    jsonb_to_record(payment -> 'card') as c (
      "token" text, "network" text, "bin" text, "lastFour" text, "maskedPan" text,
      "expiryMonth" smallint, "expiryYear" smallint, "issuerCountry" text, "fingerprint" text),
    jsonb_to_record(payment -> 'customer') as u ("id" text, "email" text, "ipAddress" text, "ipCountry" text);
end
$$;

-- One round trip for a whole decision: key, payment, transition, postings, outbox; all of it or nothing.
-- A key that is there answers with what was committed under it. `committed` is also the answer to a caller that lost the
-- connection and asks again with the same event id: the commit it asks about was its own.
create function ledger.commit_payment(command jsonb) returns jsonb
language plpgsql security definer set search_path = ledger, pg_temp as $$
declare
  instruction constant jsonb := command -> 'instruction';
  transition constant jsonb := command -> 'transition';
  new_payment_id constant uuid := instruction ->> 'paymentId';
  new_sequence constant integer := 1;
  answer jsonb;
begin
  insert into idempotency (caller_id, idempotency_key, request_hash, payment_id, sequence)
  values (instruction ->> 'callerId', instruction ->> 'idempotencyKey', instruction ->> 'requestHash',
    new_payment_id, new_sequence)
  on conflict do nothing; -- of either key: two commits of one payment at once may meet at its id first
  if not found then
    answer := replay_payment(command);
    if answer is null then
      raise exception 'payment % belongs to another key', new_payment_id using errcode = 'unique_violation';
    end if;
    return answer;
  end if;

  perform write_payment(instruction);

  insert into payment_transition (
    payment_id, sequence, from_status, status, event_id, decline_code, acquirer_reference, fraud, occurred_at)
  values (new_payment_id, new_sequence, 'received', transition ->> 'status', (command #>> '{event,eventId}')::uuid,
    transition ->> 'declineCode', transition ->> 'acquirerReference', transition -> 'fraud',
    (transition ->> 'decidedAt')::timestamptz);

  if command ? 'transfer' then
    perform write_transfer(command -> 'transfer', new_payment_id, new_sequence, instruction #>> '{amount,currency}');
  end if;

  insert into outbox (payment_id, event) values (new_payment_id, command -> 'event');
  return jsonb_build_object('outcome', 'committed');
end
$$;

create function ledger.replay_payment(command jsonb) returns jsonb
language sql stable set search_path = ledger, pg_temp as $$
  select case
    when i.request_hash <> command #>> '{instruction,requestHash}' then jsonb_build_object('outcome', 'mismatch')
    else jsonb_build_object(
      'outcome', case when v.event_id = (command #>> '{event,eventId}')::uuid then 'committed' else 'replayed' end,
      'payment', payment_document(v))
    end
  from idempotency as i join payment_version as v using (payment_id, sequence)
  where i.caller_id = command #>> '{instruction,callerId}'
    and i.idempotency_key = command #>> '{instruction,idempotencyKey}'
$$;

-- The payment as it is now; null when the key is not known.
create function ledger.find_payment(of_caller text, of_key text) returns jsonb
language sql stable security definer set search_path = ledger, pg_temp as $$
  select payment_document(v)
  from idempotency as i join payment_version as v using (payment_id)
  where i.caller_id = of_caller and i.idempotency_key = of_key
  order by v.sequence desc
  limit 1
$$;
