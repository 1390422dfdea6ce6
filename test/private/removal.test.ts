import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PaymentEnvironment } from '../../src/environment';
import { removalOf } from '../../src/private/removal';

const { DESTROY, RETAIN, SNAPSHOT } = RemovalPolicy;

test.each([
  { production: undefined, override: undefined, expected: { removalPolicy: RETAIN, destroyable: false } },
  { production: false, override: undefined, expected: { removalPolicy: DESTROY, destroyable: true } },
  { production: true, override: undefined, expected: { removalPolicy: RETAIN, destroyable: false } },
  { production: false, override: RETAIN, expected: { removalPolicy: RETAIN, destroyable: false } },
  { production: true, override: DESTROY, expected: { removalPolicy: DESTROY, destroyable: true } },
  { production: true, override: SNAPSHOT, expected: { removalPolicy: SNAPSHOT, destroyable: false } },
])('production $production and own choice $override give $expected', ({ production, override, expected }) => {
  const stack = new Stack(new App());
  if (production !== undefined) PaymentEnvironment.define(stack, { production });
  expect(removalOf(stack, override)).toEqual({ ...expected, deletionProtection: !expected.destroyable });
});
