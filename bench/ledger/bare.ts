/** The least that SQL can do, on the same server: a key, an amount, two entries. */
export const BARE = `
create schema bare;
create table bare.account (id int primary key, balance bigint not null default 0);
insert into bare.account select generate_series(1, 2000);
create table bare.transfer (id bigint generated always as identity primary key, key text not null unique, amount bigint not null);
create table bare.entry (transfer_id bigint not null, account_id int not null, amount bigint not null);

-- Two balances, locked in the order of their ids.
create function bare.transfer(of_key text, source int, target int, minor bigint) returns void language plpgsql as $$
declare
  new_id bigint;
begin
  insert into bare.transfer (key, amount) values (of_key, minor) returning id into new_id;
  perform from bare.account where id in (source, target) order by id for update;
  update bare.account set balance = balance + case id when source then -minor else minor end where id in (source, target);
  insert into bare.entry values (new_id, source, -minor), (new_id, target, minor);
end
$$;

-- The target's balance is what its entries add up to: nobody waits for it.
create function bare.append(of_key text, source int, target int, minor bigint) returns void language plpgsql as $$
declare
  new_id bigint;
begin
  insert into bare.transfer (key, amount) values (of_key, minor) returning id into new_id;
  update bare.account set balance = balance - minor where id = source;
  insert into bare.entry values (new_id, source, -minor), (new_id, target, minor);
end
$$;
`;
