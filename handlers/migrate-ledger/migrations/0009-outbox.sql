-- Events that were committed and not yet relayed. Rows come and go: vacuum early, before dead ones slow the relay.
create table ledger.outbox (
  position bigint generated always as identity primary key,
  payment_id uuid not null,
  event json not null, -- as the application wrote it; what is no JSON is refused here, and not when it is to be relayed
  recorded_at timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- Locks the oldest events for one relay, until its transaction ends. The oldest event of a payment stands for all of them:
-- a relay that does not get its lock takes none of that payment, so that no event overtakes another. Whatever precedes an event is
-- among the oldest too, so these are all that is looked at: enough for ten relays, and no index that every payment would pay for.
create function ledger.lock_outbox(at_most integer) returns table ("position" bigint, event json)
language sql security definer set search_path = ledger, pg_temp as $$
  with oldest as materialized (
    select o.position, o.payment_id from outbox as o order by o.position limit 10 * at_most
  ), head as materialized (
    select o.payment_id
    from outbox as o
    where o.position in (select min(e.position) from oldest as e group by e.payment_id)
    order by o.position
    limit at_most
    for update of o skip locked
  )
  select o.position, o.event
  from head join oldest using (payment_id) join outbox as o using (position)
  order by o.position
  limit at_most
$$;

create function ledger.remove_from_outbox(positions bigint[]) returns integer
language sql security definer set search_path = ledger, pg_temp as $$
  with removed as (delete from outbox where position = any (positions) returning 1)
  select count(*)::integer from removed
$$;

-- Seconds that the oldest event has waited; 0 when there is none.
create function ledger.outbox_age() returns double precision
language sql stable security definer set search_path = ledger, pg_temp as $$
  select coalesce(greatest(extract(epoch from now() - min(recorded_at)), 0), 0)::double precision from outbox
$$;
