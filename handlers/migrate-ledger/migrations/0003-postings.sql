create type ledger.layer as enum ('pending', 'posted');
create domain ledger.signed_amount as bigint check (abs(value) between 1 and 999999999999);

-- A posting debits one account and credits another with the same amount of the same currency: an unbalanced transfer
-- cannot be written down. A negative pending amount gives back what an authorization reserved.
-- The postings of one transition are its transfer, numbered from 1. No foreign keys: the one function that writes postings has just
-- made or read what they name, each key would lock a row that all payments share, and `invariant_violation` proves the rest.
create table ledger.posting (
  payment_id uuid not null,
  sequence integer not null,
  number smallint not null,
  posting_id bigint generated always as identity,
  layer ledger.layer not null,
  debit_account_id bigint not null,
  credit_account_id bigint not null,
  amount_minor ledger.signed_amount not null,
  currency text not null,
  recorded_at timestamptz not null default now(),
  primary key (payment_id, sequence, number)
);

create function ledger.has_two_sides(p ledger.posting) returns boolean
language plpgsql immutable parallel safe as $$
begin
  return p.debit_account_id <> p.credit_account_id and (p.amount_minor > 0 or p.layer = 'pending');
end
$$;

alter table ledger.posting add constraint two_sides check (ledger.has_two_sides(posting));

-- Statements of an account, page by page.
create index posting_debit on ledger.posting (debit_account_id, posting_id);
create index posting_credit on ledger.posting (credit_account_id, posting_id);
-- Postings are written in about the order of their times: a few bytes for many rows find those since a moment.
create index posting_recorded on ledger.posting using brin (recorded_at) with (autosummarize = on);

create trigger append_only before update or delete or truncate on ledger.posting
  for each statement execute function ledger.refuse_change();

-- Both sides of every posting, debits positive and credits negative: what balances and statements add up.
create view ledger.posting_side as
select payment_id, sequence, number, posting_id, debit_account_id as account_id, layer, 'debit' as side, amount_minor,
  amount_minor as signed_minor, currency, recorded_at
from ledger.posting
union all
select payment_id, sequence, number, posting_id, credit_account_id, layer, 'credit', amount_minor,
  -amount_minor, currency, recorded_at
from ledger.posting;

-- The postings of one step of a payment.
create view ledger.transfer as
select t.payment_id, t.sequence, case when t.step in ('decide', 'resolve') then 'authorize' else t.step end as kind, t.recorded_at
from ledger.payment_transition as t
where exists (select from ledger.posting as g where g.payment_id = t.payment_id and g.sequence = t.sequence);
