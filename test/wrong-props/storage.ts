import { Duration } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { PaymentBucket } from '../../src/payment-bucket';
import { PaymentConfiguration, SecureStringParameter } from '../../src/payment-configuration';
import { TransactionTable } from '../../src/transaction-table';
import type { WrongProp } from './wrong-prop';

const partitionKey = { name: 'transactionId', type: dynamodb.AttributeType.STRING };

export const storage: WrongProp[] = [
  {
    prop: 'archiveAfter',
    value: '1 hour',
    remedy: '1 day to',
    build: (stack) => new PaymentBucket(stack, 'Documents', { archiveAfter: Duration.hours(1) }),
  },
  {
    prop: 'expireAfter',
    value: '90 days',
    remedy: '91 days to',
    build: (stack) => new PaymentBucket(stack, 'Documents', { expireAfter: Duration.days(90) }),
  },
  {
    prop: 'sortKey',
    value: 'transactionId',
    remedy: "another attribute than 'partitionKey'",
    build: (stack) => new TransactionTable(stack, 'Transactions', { partitionKey, sortKey: partitionKey }),
  },
  {
    prop: 'timeToLiveAttribute',
    value: 'transactionId',
    remedy: 'no key of the table',
    build: (stack) =>
      new TransactionTable(stack, 'Transactions', { partitionKey, timeToLiveAttribute: 'transactionId' }),
  },
  {
    prop: 'path',
    value: 'payment',
    remedy: 'begins with a slash',
    build: (stack) => new PaymentConfiguration(stack, 'Configuration', { path: 'payment' }),
  },
  {
    prop: 'name',
    value: 'secure/key',
    remedy: 'use addSecureString',
    build: (stack) => new PaymentConfiguration(stack, 'Configuration').addParameter('secure/key', 'x'),
  },
  {
    prop: 'parameterName',
    value: 'api-key',
    remedy: "such as '/payment/dev/secure/api-key'",
    build: (stack) =>
      new SecureStringParameter(stack, 'ApiKey', {
        parameterName: 'api-key',
        secret: secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'api-key'),
      }),
  },
];
