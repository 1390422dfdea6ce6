export * from './ledger-migration';
export * from './ledger-migration-props';
