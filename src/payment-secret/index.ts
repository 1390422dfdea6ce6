export * from './payment-secret';
export * from './payment-secret-props';
