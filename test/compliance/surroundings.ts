import { App, Stack } from 'aws-cdk-lib';
import { PaymentEnvironment } from '../../src/environment';

export interface Surrounding {
  readonly name: string;
  readonly stack: () => Stack;
}

const CONCRETE = { account: '111122223333', region: 'us-east-1' };

/** Every kind of stack that a construct must be right in: with and without a region, named or not, destroyable or production. */
export const surroundings: Surrounding[] = [undefined, CONCRETE].flatMap((env) =>
  [undefined, { production: false }, { production: true }].map((environment) => ({
    name: [
      env ? 'a stack with a region' : 'an agnostic stack',
      environment === undefined ? 'without an environment' : environment.production ? 'in production' : 'destroyable',
    ].join(', '),
    stack: () => {
      const stack = new Stack(new App(), 'Platform', { env });
      if (environment) PaymentEnvironment.define(stack, environment);
      return stack;
    },
  })),
);
