import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PaymentEnvironment, type PaymentEnvironmentProps } from '../../src/environment';
import { PaymentAuroraCluster, type PaymentAuroraClusterProps } from '../../src/payment-aurora-cluster';
import { existingVpc } from '../compliance/network';

export interface Ledger {
  readonly stack: Stack;
  readonly ledger: PaymentAuroraCluster;
  /** Synthesizes: nothing can be added afterwards. */
  readonly template: () => Template;
}

/** A cluster in a network that is there already; without an environment unless one is given. */
export function createLedger(
  props: Partial<PaymentAuroraClusterProps> = {},
  environment?: PaymentEnvironmentProps,
  stackProps?: StackProps,
): Ledger {
  const stack = new Stack(new App(), 'Platform', stackProps);
  if (environment) PaymentEnvironment.define(stack, { environmentSuffix: 'pr42', ...environment });
  const ledger = new PaymentAuroraCluster(stack, 'Ledger', { vpc: existingVpc(stack), ...props });
  let template: Template | undefined;
  return {
    stack,
    ledger,
    template: () => {
      template ??= Template.fromStack(stack);
      return template;
    },
  };
}

export function ref(logicalIdBeginsWith: string) {
  return { Ref: Match.stringLikeRegexp(`^${logicalIdBeginsWith}`) };
}

export function attribute(logicalIdBeginsWith: string, name = 'Arn') {
  return { 'Fn::GetAtt': [Match.stringLikeRegexp(`^${logicalIdBeginsWith}`), name] };
}
