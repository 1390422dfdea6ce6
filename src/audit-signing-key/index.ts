export * from './audit-signing-key';
