export * from './environment';
export * from './payment-bucket';
export * from './payment-web-acl';
export * from './transaction-table';
