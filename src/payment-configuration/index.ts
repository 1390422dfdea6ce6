export * from './payment-configuration';
export * from './payment-configuration-props';
export * from './payment-parameter';
export * from './secure-string-parameter';
export * from './secure-string-parameter-props';
