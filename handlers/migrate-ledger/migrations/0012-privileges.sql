-- The application may call the functions it needs and read; it may write nothing by its own statement (docs/decisions/0015).
revoke all on schema ledger from public;
revoke all on all tables in schema ledger from public;
revoke all on all functions in schema ledger from public;

grant usage on schema ledger to payment_application;
grant select on all tables in schema ledger to payment_application;
grant execute on function
  ledger.commit_payments(jsonb),
  ledger.commit_payment,
  ledger.replay_payment,
  ledger.take_step(jsonb, text, text),
  ledger.find_payment(text, text),
  ledger.find_position(uuid),
  ledger.lock_outbox(integer),
  ledger.remove_from_outbox(bigint[]),
  ledger.outbox_age(),
  ledger.account_statement(text, text, text, bigint, integer),
  ledger.balance_at(text, text, text, timestamptz),
  ledger.roll_up_balances(),
  ledger.imbalance()
  to payment_application;

do $$
begin
  execute format('revoke connect, temporary on database %I from public', current_database());
  execute format('grant connect on database %I to payment_application', current_database());
end
$$;
