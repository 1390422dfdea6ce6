-- A chain of records for every session that writes some: a session runs one transaction at a time, so its chain needs no lock
-- and has no gap, and a record that was rolled back takes its place in the chain with it.

-- A session that writes records. `sealed_*` is how far its chain was sealed; it is closed when the session is gone and all is.
create table ledger.audit_writer (
  writer_id uuid primary key,
  backend_pid integer not null,
  sealed_sequence integer not null default 0 check (sealed_sequence >= 0),
  sealed_hash bytea not null default decode(repeat('00', 32), 'hex') check (length(sealed_hash) = 32),
  closed boolean not null default false
);

create index audit_writer_open on ledger.audit_writer (writer_id) where not closed;

-- `facts` is canonical text (RFC 8785) of `AuditFacts` in handlers/domain/audit. What came before is in the hash; it is not
-- stored twice. No foreign key to the writer: it would lock the writer's row in every payment.
create table ledger.audit_record (
  writer_id uuid not null,
  sequence integer not null check (sequence >= 1),
  facts text not null,
  hash bytea not null check (length(hash) = 32),
  primary key (writer_id, sequence)
);

create trigger append_only before update or delete or truncate on ledger.audit_record
  for each statement execute function ledger.refuse_change();

-- The same bytes as `hashOf` in handlers/domain/audit/audit-record.ts; a test compares.
create function ledger.audit_hash(writer_id uuid, sequence integer, previous_hash bytea, facts text) returns bytea
language sql stable parallel safe as $$
  select sha256(convert_to(
    writer_id::text || E'\n' || sequence::text || E'\n' || encode(previous_hash, 'hex') || E'\n' || facts, 'UTF8'))
$$;

-- Adds a record to the chain of this session, in the caller's transaction. The setting that names the chain is a hint, and
-- rolled back with the transaction: a session continues no chain but its own, whatever somebody has set it to.
-- Called by functions that set the search path to `ledger`.
create function ledger.append_audit(facts text) returns void
language plpgsql as $$
declare
  hint constant text := nullif(current_setting('ledger.audit_writer', true), '');
  chain record;
begin
  select w.writer_id, coalesce(r.sequence, 0) as sequence, coalesce(r.hash, w.sealed_hash) as hash into chain
  from audit_writer as w
  left join lateral (
    select a.sequence, a.hash from audit_record as a where a.writer_id = w.writer_id order by a.sequence desc limit 1
  ) as r on true
  where w.writer_id = hint::uuid and w.backend_pid = pg_backend_pid() and not w.closed;
  if not found then
    insert into audit_writer (writer_id, backend_pid) values (gen_random_uuid(), pg_backend_pid())
    returning audit_writer.writer_id, 0 as sequence, sealed_hash as hash into chain;
    perform set_config('ledger.audit_writer', chain.writer_id::text, false);
  end if;
  insert into audit_record (writer_id, sequence, facts, hash)
  values (chain.writer_id, chain.sequence + 1, facts,
    audit_hash(chain.writer_id, chain.sequence + 1, chain.hash, facts));
end
$$;

revoke all on table ledger.audit_writer, ledger.audit_record from public;
revoke all on function
  ledger.audit_hash(uuid, integer, bytea, text),
  ledger.append_audit(text)
  from public;
grant select on table ledger.audit_writer, ledger.audit_record to payment_application;
