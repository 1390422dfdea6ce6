export * from './aurora-capacity';
export * from './aurora-proxy-options';
export * from './payment-aurora-cluster';
export * from './payment-aurora-cluster-props';
