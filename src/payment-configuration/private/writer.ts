import { Duration } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { FunctionAsset } from '../../contract/assets';
import { BundledFunction } from '../../private/bundled-function';
import { purposeOf } from '../../private/names';

/** The function that writes secure strings; it may do nothing until a parameter grants it itself. */
export function createWriter(scope: Construct, id: string, logEncryptionKey: kms.IKey): BundledFunction {
  return new BundledFunction(scope, id, {
    asset: FunctionAsset.WRITE_SECURE_PARAMETER,
    description: 'Copies secrets into secure strings of Parameter Store, when the stack asks for it',
    purpose: purposeOf(scope, 'writer'),
    timeout: Duration.minutes(1),
    logEncryptionKey,
  });
}
