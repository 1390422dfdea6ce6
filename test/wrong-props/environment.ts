import { Construct } from 'constructs';
import { NamingConvention, PaymentEnvironment } from '../../src/environment';
import type { WrongProp } from './wrong-prop';

export const environment: WrongProp[] = [
  {
    prop: 'environmentSuffix',
    value: 'PR_42',
    remedy: "try 'pr-42'",
    build: (stack) => PaymentEnvironment.define(stack, { environmentSuffix: 'PR_42' }),
  },
  {
    prop: 'environment',
    value: 'a-kind-of-environment-that-goes-on',
    remedy: '1 to 20 lower-case letters',
    build: (stack) => PaymentEnvironment.define(stack, { environment: 'a-kind-of-environment-that-goes-on' }),
  },
  {
    prop: 'template',
    value: '{resourceType}-fixed',
    remedy: 'must contain {environmentSuffix}',
    build: () => NamingConvention.of('{resourceType}-fixed'),
  },
  {
    prop: 'parameterPath',
    value: 'payment/{environmentSuffix}',
    remedy: 'must begin with a slash',
    build: () =>
      NamingConvention.of('{resourceType}-{environmentSuffix}', { parameterPath: 'payment/{environmentSuffix}' }),
  },
  {
    prop: 'payments-queue-dev-dev',
    value: 'us-east-1/A/Payments',
    remedy: 'give one of them another construct id',
    build: (stack) => {
      const environment = PaymentEnvironment.define(stack, { environment: 'dev', environmentSuffix: 'dev' });
      for (const parent of ['A', 'B']) {
        const construct = new Construct(new Construct(stack, parent), 'Payments');
        environment.physicalName(construct, { resourceType: 'queue', maxLength: 80 });
      }
    },
  },
];
