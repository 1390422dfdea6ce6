export * from './environment';
export * from './payment-web-acl';
