export * from './payment-bucket';
export * from './payment-bucket-encryption';
export * from './payment-bucket-props';
