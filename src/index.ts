export * from './environment';
export * from './payment-bucket';
export * from './payment-web-acl';
export * from './transaction-table';
export * from './payment-queue';
export * from './payment-topic';
export * from './payment-alerts';
