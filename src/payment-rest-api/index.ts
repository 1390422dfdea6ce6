export * from './api-gateway-account';
export * from './payment-rest-api';
export * from './payment-rest-api-props';
export * from './payment-route';
