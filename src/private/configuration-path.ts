import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { PaymentEnvironment } from '../environment';

/** Parameter Store path of a deployment: what writes parameters and what reads them meet there without being told. */
export function configurationPathOf(scope: IConstruct): string {
  return PaymentEnvironment.of(scope)?.configurationPath ?? `/payment/${Stack.of(scope).stackName}`;
}
