export * from './payment-web-acl';
export * from './payment-web-acl-props';
