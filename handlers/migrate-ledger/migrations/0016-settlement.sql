-- What the acquirer says it has settled, and what came of comparing it with the ledger. A difference is written down here and
-- told to people; it moves no money (docs/decisions/0028).

-- A batch is taken once. Its report is kept as text, so that whoever asks again gets the same.
create table ledger.settlement_batch (
  batch_id text primary key check (length(batch_id) between 1 and 64),
  settlement_date date not null,
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  report json not null,
  recorded_at timestamptz not null default now()
);

-- A line with what was said of it; the step is absent where the ledger does not know it.
create table ledger.settlement_line (
  batch_id text not null references ledger.settlement_batch,
  number integer not null check (number >= 1),
  class text not null check (class in (
    'matched', 'missing-here', 'reversed-here', 'amount-differs', 'currency-differs', 'duplicate-line', 'already-settled')),
  kind text not null check (kind in ('capture', 'refund')),
  reference text not null,
  acquirer_reference text not null,
  amount_minor bigint not null check (amount_minor between 1 and 999999999999),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  fee_minor bigint check (fee_minor between 0 and 999999999999),
  payment_id uuid,
  sequence integer,
  settles boolean not null generated always as (class in ('matched', 'amount-differs', 'currency-differs')) stored,
  primary key (batch_id, number),
  foreign key (payment_id, sequence) references ledger.payment_transition,
  check ((payment_id is null) = (sequence is null)),
  check (class = 'duplicate-line' or (class = 'missing-here') = (payment_id is null))
);

-- A step is settled once, by one line of one batch, whatever the code says.
create unique index settled_once on ledger.settlement_line (payment_id, sequence) where settles;

-- Captures and refunds by their time, for those that no batch has named; payments that are only authorized are not in it.
create index settleable_step on ledger.payment_transition (recorded_at) where step in ('capture', 'refund');

do $$
declare
  name text;
begin
  foreach name in array array['settlement_batch', 'settlement_line'] loop
    execute format(
      'create trigger append_only before update or delete or truncate on ledger.%I
         for each statement execute function ledger.refuse_change()', name);
  end loop;
end
$$;

-- In the shape of `SettleableStep` in handlers/domain/settlement/settlement-batch.ts.
create function ledger.settleable_document(of_payment uuid, at_sequence integer) returns json
language sql stable parallel safe set search_path = ledger, pg_temp as $$
  select json_strip_nulls(json_build_object(
    'kind', t.step,
    'reference', t.payment_id || '/' || t.sequence,
    'paymentId', t.payment_id,
    'sequence', t.sequence,
    'amountMinor', t.step_minor,
    'currency', p.currency,
    'takenAt', iso_time(t.recorded_at),
    'settledIn', (
      select l.batch_id from settlement_line as l
      where l.payment_id = t.payment_id and l.sequence = t.sequence and l.settles),
    'reversed', exists (
      select from submission_outcome as o
      where o.payment_id = t.payment_id and o.sequence = t.sequence and o.outcome = 'refused')))
  from payment_transition as t join payment as p using (payment_id)
  where t.payment_id = of_payment and t.sequence = at_sequence and t.step in ('capture', 'refund')
$$;

-- The steps that a batch names, as far as they are there.
create function ledger.find_settleable(payment_ids uuid[], sequences integer[]) returns table (step json)
language sql stable security definer set search_path = ledger, pg_temp as $$
  select settleable_document(t.payment_id, t.sequence)
  from unnest(payment_ids, sequences) as n (payment_id, sequence)
  join payment_transition as t using (payment_id, sequence)
  where t.step in ('capture', 'refund')
$$;

-- The steps of a time that no batch has settled, the oldest first; what the acquirer refused is not due.
create function ledger.list_due_for_settlement(since timestamptz, before timestamptz, at_most integer)
returns table (step json)
language sql stable security definer set search_path = ledger, pg_temp as $$
  select settleable_document(t.payment_id, t.sequence)
  from payment_transition as t
  where t.step in ('capture', 'refund') and t.recorded_at >= since and t.recorded_at < before
    and not exists (
      select from settlement_line as l where l.payment_id = t.payment_id and l.sequence = t.sequence and l.settles)
    and not exists (
      select from submission_outcome as o
      where o.payment_id = t.payment_id and o.sequence = t.sequence and o.outcome = 'refused')
  order by t.recorded_at, t.payment_id, t.sequence
  limit at_most
$$;

-- Whether the acquirer has fallen silent: no batch for so long, and yet a step that is due.
create function ledger.settlement_is_silent(since timestamptz, before timestamptz) returns boolean
language sql stable security definer set search_path = ledger, pg_temp as $$
  select not exists (select from settlement_batch as b where b.recorded_at >= before)
    and exists (select from list_due_for_settlement(since, before, 1))
$$;

-- One batch at a time, until the transaction ends: what a batch finds unsettled, no other settles meanwhile. Readers are not held up.
-- Null for a batch that is new; `contradicted` where another content had its id.
create function ledger.begin_settlement(of_batch text, with_hash text) returns json
language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
  lock table settlement_batch in share row exclusive mode;
  return (
    select json_build_object('outcome', case when content_hash = with_hash then 'known' else 'contradicted' end, 'report', report)
    from settlement_batch where batch_id = of_batch);
end
$$;

create function ledger.record_settlement(batch json) returns void
language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
  insert into settlement_batch (batch_id, settlement_date, content_hash, report)
  select b."batchId", b."settlementDate", b."contentHash", b."report"
  from json_to_record(batch) as b ("batchId" text, "settlementDate" date, "contentHash" text, "report" json);
  perform append_audit(batch ->> 'audit');
end
$$;

-- Lines of a batch, counted on from those before.
create function ledger.record_settlement_lines(of_batch text, counted integer, lines json) returns void
language sql security definer set search_path = ledger, pg_temp as $$
  insert into settlement_line (batch_id, number, class, kind, reference, acquirer_reference, amount_minor, currency,
    fee_minor, payment_id, sequence)
  select of_batch, counted + row_number() over (), l."class", l."kind", l."reference", l."acquirerReference",
    l."amountMinor", l."currency", l."feeMinor", l."paymentId", l."sequence"
  from json_to_recordset(lines) as l ("class" text, "kind" text, "reference" text, "acquirerReference" text,
    "amountMinor" bigint, "currency" text, "feeMinor" bigint, "paymentId" uuid, "sequence" integer)
$$;

-- What was settled has promises of its own.
alter view ledger.invariant_violation rename to open_work_violation;

create view ledger.invariant_violation as
select invariant, subject from ledger.open_work_violation
union all
select 'matched line does not say what its step says', l.batch_id || '/' || l.number
from ledger.settlement_line as l
left join ledger.payment_transition as t using (payment_id, sequence)
left join ledger.payment as p using (payment_id)
where l.class = 'matched'
  and (l.kind, l.amount_minor, l.currency, l.reference)
    is distinct from (t.step, t.step_minor, p.currency, t.payment_id || '/' || t.sequence)
union all
select 'lines of a batch are not those that its report counts', b.batch_id
from ledger.settlement_batch as b
where (select count(*) from ledger.settlement_line as l where l.batch_id = b.batch_id) <> (
  select coalesce(sum((each ->> 'count')::integer), 0)
  from json_array_elements(b.report -> 'totals') as each where each ->> 'class' <> 'missing-there');

revoke all on table ledger.settlement_batch, ledger.settlement_line, ledger.open_work_violation, ledger.invariant_violation
  from public;
revoke all on function
  ledger.settleable_document(uuid, integer),
  ledger.find_settleable(uuid[], integer[]),
  ledger.list_due_for_settlement(timestamptz, timestamptz, integer),
  ledger.settlement_is_silent(timestamptz, timestamptz),
  ledger.begin_settlement(text, text),
  ledger.record_settlement(json),
  ledger.record_settlement_lines(text, integer, json)
  from public;
grant select on table ledger.settlement_batch, ledger.settlement_line, ledger.open_work_violation, ledger.invariant_violation
  to payment_application;
grant execute on function
  ledger.find_settleable(uuid[], integer[]),
  ledger.list_due_for_settlement(timestamptz, timestamptz, integer),
  ledger.settlement_is_silent(timestamptz, timestamptz),
  ledger.begin_settlement(text, text),
  ledger.record_settlement(json),
  ledger.record_settlement_lines(text, integer, json)
  to payment_application;
