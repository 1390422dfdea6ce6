export * from './naming-convention';
export * from './payment-environment';
export * from './payment-environment-props';
