export * from './card-fingerprint-key';
