-- A chain of records for every session that writes some: a session runs one transaction at a time, so its chain needs no lock
-- and has no gap, and a record that was rolled back takes its place in the chain with it.

create domain ledger.audit_sequence as integer check (value >= 1);
create domain ledger.sha256 as bytea check (length(value) = 32);

-- A session that writes records. `sealed_*` is how far its chain was sealed; it is closed when the session is gone and all is.
create table ledger.audit_writer (
  writer_id uuid primary key,
  backend_pid integer not null,
  sealed_sequence integer not null default 0 check (sealed_sequence >= 0),
  sealed_hash ledger.sha256 not null default decode(repeat('00', 32), 'hex'),
  closed boolean not null default false
);

create index audit_writer_open on ledger.audit_writer (writer_id) where not closed;

-- `facts` is canonical text (RFC 8785) of `AuditFacts` in handlers/domain/audit. What came before is in the hash; it is not
-- stored twice. No foreign key to the writer: it would lock the writer's row in every payment.
create table ledger.audit_record (
  writer_id uuid not null,
  sequence ledger.audit_sequence not null,
  facts text not null,
  hash ledger.sha256 not null,
  primary key (writer_id, sequence)
);

create trigger append_only before update or delete or truncate on ledger.audit_record
  for each statement execute function ledger.refuse_change();

-- The same bytes as `hashOf` in handlers/domain/audit/audit-record.ts; a test compares.
create function ledger.audit_hash(writer_id uuid, sequence integer, previous_hash bytea, facts text) returns bytea
language sql stable parallel safe as $$
  select sha256(convert_to(concat_ws(E'\n', writer_id, sequence, encode(previous_hash, 'hex'), facts), 'UTF8'))
$$;

-- Adds a record to the chain of this session, in the caller's transaction; answers with its place. The setting that names the chain is a hint, and
-- rolled back with the transaction: a session continues no chain but its own, whatever somebody has set it to.
-- Called by functions that set the search path to `ledger`.
create function ledger.append_audit(facts text) returns integer
language plpgsql as $$
declare
  writer uuid := nullif(current_setting('ledger.audit_writer', true), '');
  new_sequence integer;
begin
  loop
    insert into audit_record (writer_id, sequence, facts, hash)
    select writer, n.sequence, append_audit.facts, audit_hash(writer, n.sequence, n.previous_hash, append_audit.facts)
    from (
      select coalesce(r.sequence, 0) + 1 as sequence, coalesce(r.hash, w.sealed_hash) as previous_hash
      from audit_writer as w
      left join lateral (
        select a.sequence, a.hash from audit_record as a where a.writer_id = writer order by a.sequence desc limit 1
      ) as r on true
      where w.writer_id = writer and w.backend_pid = pg_backend_pid() and not w.closed
    ) as n
    returning audit_record.sequence into new_sequence;
    exit when found;
    insert into audit_writer (writer_id, backend_pid) values (gen_random_uuid(), pg_backend_pid())
    returning writer_id into writer;
    perform set_config('ledger.audit_writer', writer::text, false);
  end loop;
  return new_sequence;
end
$$;

-- For what is no payment: a record in a transaction of its own.
create function ledger.record_audit(facts text) returns integer
language sql security definer set search_path = ledger, pg_temp as $$
  select append_audit(facts)
$$;

-- The digests that were written, as links for the next one. Their number is in their object's key, where nothing is written twice:
-- of two that seal at once one wins, and the other finds its digest there.
create table ledger.audit_seal (
  number integer primary key check (number >= 1),
  end_time timestamptz not null,
  digest_hash text not null check (digest_hash ~ '^[0-9a-f]{64}$'),
  signature text not null,
  recorded_at timestamptz not null default now()
);

create trigger append_only before update or delete or truncate on ledger.audit_seal
  for each statement execute function ledger.refuse_change();

-- The last link, and what no digest has yet, each chain from where it was sealed; `sealed` is its end there. Ordered by the
-- writer's own column, so that writers are visited in the order of their index, and no more of them than the limit takes.
create function ledger.unsealed_audit(at_most integer) returns json
language sql stable security definer set search_path = ledger, pg_temp as $$
  select json_build_object(
    'last', (
      select json_build_object(
        'number', s.number, 'endTime', iso_time(s.end_time), 'hash', s.digest_hash, 'signature', s.signature)
      from audit_seal as s order by s.number desc limit 1),
    'records', coalesce(json_agg(json_build_object(
      'writerId', u.writer_id, 'sequence', u.sequence, 'facts', u.facts, 'hash', encode(u.hash, 'hex'),
      'sealed', json_build_object('sequence', u.sealed_sequence, 'hash', encode(u.sealed_hash, 'hex')))
      order by u.writer_id, u.sequence), '[]'))
  from (
    select a.*, w.sealed_sequence, w.sealed_hash
    from audit_writer as w
    join lateral (
      select * from audit_record as r
      where r.writer_id = w.writer_id and r.sequence > w.sealed_sequence order by r.sequence limit at_most
    ) as a on true
    where not w.closed
    order by w.writer_id, a.sequence
    limit at_most
  ) as u
$$;

-- The records that a digest with these heads sealed: what is to be written again where it was lost on the way to its file.
create function ledger.audit_up_to(heads jsonb) returns json
language sql stable security definer set search_path = ledger, pg_temp as $$
  select coalesce(json_agg(json_build_object(
    'writerId', r.writer_id, 'sequence', r.sequence, 'facts', r.facts, 'hash', encode(r.hash, 'hex'),
    'sealed', json_build_object('sequence', w.sealed_sequence, 'hash', encode(w.sealed_hash, 'hex')))
    order by r.writer_id, r.sequence), '[]')
  from jsonb_each(heads) as h
  join audit_writer as w on w.writer_id = h.key::uuid
  join audit_record as r on r.writer_id = w.writer_id
    and r.sequence > w.sealed_sequence and r.sequence <= (h.value ->> 'sequence')::integer
$$;

-- Keeps a digest as the last link; false when that was done before. A writer whose session is gone, and of which all is sealed, is
-- closed: who is gone was seen before the records are, so nothing of it is missed.
create function ledger.finish_seal(seal jsonb) returns boolean
language plpgsql security definer set search_path = ledger, pg_temp as $$
declare
  gone uuid[];
begin
  insert into audit_seal (number, end_time, digest_hash, signature)
  values ((seal ->> 'number')::integer, (seal ->> 'endTime')::timestamptz, seal ->> 'hash', seal ->> 'signature')
  on conflict do nothing;
  if not found then
    return false;
  end if;
  update audit_writer as w set sealed_sequence = (h.value ->> 'sequence')::integer, sealed_hash = decode(h.value ->> 'hash', 'hex')
  from jsonb_each(seal -> 'heads') as h
  where w.writer_id = h.key::uuid and w.sealed_sequence < (h.value ->> 'sequence')::integer;

  gone := array(
    select w.writer_id from audit_writer as w
    where not w.closed and not exists (select from pg_stat_activity as s where s.pid = w.backend_pid));
  update audit_writer as w set closed = true
  where w.writer_id = any (gone)
    and not exists (select from audit_record as r where r.writer_id = w.writer_id and r.sequence > w.sealed_sequence);
  return true;
end
$$;

revoke all on table ledger.audit_writer, ledger.audit_record, ledger.audit_seal from public;
revoke all on function
  ledger.audit_hash(uuid, integer, bytea, text),
  ledger.append_audit(text),
  ledger.record_audit(text),
  ledger.unsealed_audit(integer),
  ledger.audit_up_to(jsonb),
  ledger.finish_seal(jsonb)
  from public;
grant select on table ledger.audit_writer, ledger.audit_record, ledger.audit_seal to payment_application;
grant execute on function
  ledger.record_audit(text),
  ledger.unsealed_audit(integer),
  ledger.audit_up_to(jsonb),
  ledger.finish_seal(jsonb)
  to payment_application;
