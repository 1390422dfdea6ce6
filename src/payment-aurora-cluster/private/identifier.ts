import { Aws, Fn } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { physicalName, purposeOf } from '../../private/names';

/** RDS takes 63 characters; the instances add their part to it. */
const MAX_LENGTH = 50;
const OWN_LENGTH = 28;

/**
 * Identifier of the cluster, known before the cluster is made: RDS logs to groups of this name, and they must be there first.
 * Without an environment, what tells two of them apart is the stack's own id and the construct's address.
 */
export function clusterIdentifier(scope: Construct): string {
  const name = physicalName(scope, { type: 'cluster', maxLength: MAX_LENGTH, pattern: 'lower' });
  if (name !== undefined) return name;
  const own = purposeOf(scope)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, OWN_LENGTH - 9);
  const stackGuid = Fn.select(2, Fn.split('/', Aws.STACK_ID));
  return Fn.join('-', [
    `${own === '' ? 'ledger' : own}-${scope.node.addr.slice(-8)}`.replace(/-{2,}/g, '-'),
    Fn.select(4, Fn.split('-', stackGuid)),
  ]);
}
