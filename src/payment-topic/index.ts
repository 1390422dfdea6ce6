export * from './payment-topic';
export * from './payment-topic-props';
