import { Fn } from 'aws-cdk-lib';
import { requireRange } from '../../private/validation';

/** AWS spreads databases and load balancers over two zones at least, and no region has more than six. */
const MIN = 2;
const MAX = 6;

/**
 * Names of the zones: the user's, or the region's first ones, which CloudFormation picks.
 * CDK's own way gives two zones to a stack that does not know its account, and asks the account for the others.
 */
export function zonesOf(names: string[] | undefined, count: number | undefined): string[] {
  if (names !== undefined && count !== undefined && names.length !== count) {
    throw new Error(
      `'availabilityZoneCount' must agree with 'availabilityZones', got ${count} and ${names.length} names: leave one of them out`,
    );
  }
  requireRange('availabilityZoneCount', count, MIN, MAX);
  requireRange('availabilityZones', names?.length, MIN, MAX, 'zones');
  const repeated = names?.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new Error(`'availabilityZones' must name each zone once, got '${repeated}' twice`);
  return names ?? Array.from({ length: count ?? 3 }, (_, index) => Fn.select(index, Fn.getAzs()));
}
