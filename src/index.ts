export * from './environment';
export * from './payment-alerts';
export * from './payment-bucket';
export * from './payment-queue';
export * from './payment-topic';
export * from './payment-web-acl';
export * from './pci-vpc';
export * from './transaction-table';
