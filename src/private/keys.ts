import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { physicalName } from './names';
import { removalOf } from './removal';

export interface KeyOptions {
  /** What the key encrypts, in a sentence that an operator reads in the console. */
  readonly description: string;
  /** What the key is for in its alias; the scope's id where absent. */
  readonly purpose?: string;
  /** Symmetric encryption where absent. A key of another kind cannot be rotated by KMS. */
  readonly keySpec?: kms.KeySpec;
  readonly keyUsage?: kms.KeyUsage;
  readonly removalPolicy?: RemovalPolicy;
}

const SHORTEST_WAIT = Duration.days(7);
const LONGEST_WAIT = Duration.days(30);

/** A customer key: rotated every year, with an alias by the naming convention, and gone with its environment. */
export function createKey(scope: Construct, id: string, options: KeyOptions): kms.Key {
  const { removalPolicy, destroyable } = removalOf(scope, options.removalPolicy);
  const symmetric = options.keySpec === undefined || options.keySpec === kms.KeySpec.SYMMETRIC_DEFAULT;
  const name = physicalName(scope, { type: 'key', maxLength: 250, purpose: options.purpose });
  return new kms.Key(scope, id, {
    description: options.description,
    enableKeyRotation: symmetric,
    keySpec: options.keySpec,
    keyUsage: options.keyUsage,
    alias: name === undefined ? undefined : `alias/${name}`,
    pendingWindow: destroyable ? SHORTEST_WAIT : LONGEST_WAIT,
    removalPolicy,
  });
}
