import type { Duration } from 'aws-cdk-lib';
import type { IFailureDestination } from '../failure-destination';
import type { PaymentFunctionBundle } from '../payment-function-bundle';
import type { PaymentFunctionOptions, PaymentFunctionProps } from '../payment-function-props';

export interface BundleDefaults {
  readonly bundle: PaymentFunctionBundle;
  readonly description: string;
  readonly memorySize: number;
  readonly timeout: Duration;
  readonly failureDestination: IFailureDestination;
}

/** The user's choices before those of the bundle; own code takes the place of the bundled, and keeps its service name. */
export function bundled(options: PaymentFunctionOptions, defaults: BundleDefaults): PaymentFunctionProps {
  const { bundle, ...rest } = defaults;
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return { ...rest, serviceName: bundle, ...given, ...(options.code === undefined && { bundle }) };
}
