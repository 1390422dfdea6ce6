import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import { createKey, type KeyOptions } from './keys';

export interface UnrotatedKeyOptions extends KeyOptions {
  readonly keySpec: kms.KeySpec;
  readonly keyUsage: kms.KeyUsage;
  /** Why it is not rotated, for the auditor. */
  readonly reason: string;
}

/** A customer key of a kind that KMS cannot rotate, with the findings about that acknowledged. */
export function createUnrotatedKey(scope: Construct, id: string, { reason, ...options }: UnrotatedKeyOptions): kms.Key {
  const key = createKey(scope, id, options);
  acknowledge(key.node.findChild('Resource'), {
    'AwsSolutions-KMS5': reason,
    'PCI.DSS.321-KMSBackingKeyRotationEnabled': reason,
    'NIST.800.53.R5-KMSBackingKeyRotationEnabled': reason,
    'HIPAA.Security-KMSBackingKeyRotationEnabled': reason,
  });
  return key;
}
