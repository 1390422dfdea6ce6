-- Reservations whose time is over are found by when they were posted, slice by slice: a run costs what was posted in its slice,
-- and nothing is written on the way of a payment. A capture that was taken back reserves anew, and its time begins anew.

create table ledger.expiry_progress (
  only_row boolean primary key default true check (only_row),
  reached_at timestamptz not null -- every reservation that was posted until then was looked at when its time was over
);

insert into ledger.expiry_progress (reached_at) values (now());

-- The next slice until then, and of it the payments that still reserve something; null when there is none.
create function ledger.list_expirable(before timestamptz, slice interval) returns jsonb
language sql stable security definer set search_path = ledger, pg_temp as $$
  select jsonb_build_object('reachedAt', w.until, 'paymentIds', coalesce((
    select jsonb_agg(distinct g.payment_id)
    from posting as g
    cross join lateral (
      select t.status, t.captured_minor + t.released_minor < p.amount_minor as reserves
      from payment_transition as t join payment as p using (payment_id)
      where t.payment_id = g.payment_id
      order by t.sequence desc
      limit 1
    ) as last
    where g.recorded_at > w.reached_at and g.recorded_at <= w.until
      and g.layer = 'pending' and g.amount_minor > 0
      and last.status in ('authorized', 'captured') and last.reserves
  ), '[]'))
  from (select e.reached_at, least(e.reached_at + slice, before) as until from expiry_progress as e) as w
  where w.until > w.reached_at
$$;

-- Only when each payment of the slice was expired, so that a run that failed is made up for.
create function ledger.advance_expiry(until timestamptz) returns void
language sql security definer set search_path = ledger, pg_temp as $$
  update expiry_progress set reached_at = greatest(reached_at, until)
$$;

revoke all on table ledger.expiry_progress from public;
revoke all on function ledger.list_expirable(timestamptz, interval), ledger.advance_expiry(timestamptz) from public;
grant select on table ledger.expiry_progress to payment_application;
grant execute on function ledger.list_expirable(timestamptz, interval), ledger.advance_expiry(timestamptz) to payment_application;
