export * from './payment-queue';
export * from './payment-queue-props';
