-- A payment after each of its steps, with the key that brought it. Later steps keep what the decision knew: its fraud score, and
-- the acquirer's name for the authorization.
create view ledger.payment_version as
select p.*, t.sequence, t.status, t.event_id, t.decline_code, a.acquirer_reference, t.occurred_at
from ledger.payment as p
join ledger.payment_transition as t using (payment_id)
join lateral (
  select s.acquirer_reference
  from ledger.payment_transition as s
  where s.payment_id = p.payment_id and s.sequence <= t.sequence and s.step in ('decide', 'resolve')
  order by s.sequence desc
  limit 1
) as a on true;

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
      'token', v.card_token, 'network', v.card_network, 'bin', left(v.masked_pan, 6), 'lastFour', right(v.masked_pan, 4),
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

-- In the shape of `PaymentPosition` in handlers/domain/ledger/payment-position.ts.
create function ledger.position_document(of_payment uuid, at_sequence integer) returns jsonb
language sql stable parallel safe set search_path = ledger, pg_temp as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'paymentId', v.payment_id,
    'sequence', v.sequence,
    'status', v.status,
    'amount', jsonb_build_object('amountMinor', v.amount_minor, 'currency', v.currency),
    'capturedMinor', t.captured_minor,
    'releasedMinor', t.released_minor,
    'refundedMinor', t.refunded_minor,
    'merchantId', v.merchant_id,
    'merchantReference', v.merchant_reference,
    'maskedPan', v.masked_pan,
    'network', v.card_network,
    'correlationId', v.correlation_id,
    'acquirerReference', v.acquirer_reference,
    'updatedAt', iso_time(v.occurred_at)))
  from payment_version as v join payment_transition as t using (payment_id, sequence)
  where v.payment_id = of_payment and v.sequence = at_sequence
$$;

-- The payment as it stands; null when it is not known.
create function ledger.find_position(of_payment uuid) returns jsonb
language sql stable security definer set search_path = ledger, pg_temp as $$
  select position_document(of_payment, max(sequence)) from payment_transition where payment_id = of_payment
$$;
