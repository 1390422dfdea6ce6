import { Duration } from 'aws-cdk-lib';
import { PaymentAlerts } from '../../src/payment-alerts';
import { PaymentQueue } from '../../src/payment-queue';
import { PaymentTopic } from '../../src/payment-topic';
import type { WrongProp } from './wrong-prop';

export const messages: WrongProp[] = [
  {
    prop: 'visibilityTimeout',
    value: '13 hours',
    remedy: '0 seconds to 12 hours',
    build: (stack) => new PaymentQueue(stack, 'Payments', { visibilityTimeout: Duration.hours(13) }),
  },
  {
    prop: 'retentionPeriod',
    value: '10 seconds',
    remedy: '1 minute to 14 days',
    build: (stack) => new PaymentQueue(stack, 'Payments', { retentionPeriod: Duration.seconds(10) }),
  },
  {
    prop: 'maxReceiveCount',
    value: '0',
    remedy: '1 to 1000',
    build: (stack) => new PaymentQueue(stack, 'Payments', { maxReceiveCount: 0 }),
  },
  {
    prop: 'displayName',
    value: 'x'.repeat(101),
    remedy: 'at most 100 characters',
    build: (stack) => new PaymentTopic(stack, 'Events', { displayName: 'x'.repeat(101) }),
  },
  {
    prop: 'emailAddresses',
    value: 'nobody',
    remedy: 'e-mail addresses',
    build: (stack) => new PaymentAlerts(stack, 'Alerts', { emailAddresses: ['nobody'] }),
  },
  {
    prop: 'httpsEndpoints',
    value: 'http://oncall.example.com',
    remedy: 'begin with https://',
    build: (stack) => new PaymentAlerts(stack, 'Alerts', { httpsEndpoints: ['http://oncall.example.com'] }),
  },
];
