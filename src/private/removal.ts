import { RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { PaymentEnvironment } from '../environment';

/** What happens to data when its stack goes. */
export interface Removal {
  readonly removalPolicy: RemovalPolicy;
  /** Whether the resource may also be emptied so that it can go. */
  readonly destroyable: boolean;
  readonly deletionProtection: boolean;
}

/** The user's own choice, else the environment's (destroyed unless production), else retained. */
export function removalOf(construct: Construct, override?: RemovalPolicy): Removal {
  const environment = PaymentEnvironment.of(construct);
  const fallback = environment && !environment.production ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
  const removalPolicy = override ?? fallback;
  const destroyable = removalPolicy === RemovalPolicy.DESTROY;
  return { removalPolicy, destroyable, deletionProtection: !destroyable };
}
