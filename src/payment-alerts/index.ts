export * from './payment-alerts';
export * from './payment-alerts-props';
