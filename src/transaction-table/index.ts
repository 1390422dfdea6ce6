export * from './transaction-table';
export * from './transaction-table-props';
