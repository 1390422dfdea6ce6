import * as v from 'valibot';
import { ParameterName } from '../../src/contract/parameters';
import type { Configuration } from '../ports/configuration';
import type { Logger } from '../runtime/logger';

/** How long an answer is waited for. */
export interface ReconciliationPolicy {
  /** After which a key that the acquirer never saw is one that was lost, and not one under way. */
  readonly graceSeconds: number;
  /** After which a person decides. */
  readonly limitSeconds: number;
}

/** A request may be under way as long as its client waits for it (8 seconds), and twice when its message came twice. */
const LEAST_GRACE_SECONDS = 20;
const DAY_SECONDS = 86_400;

const seconds = (least: number, fallback: number) =>
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(30 * DAY_SECONDS)), fallback);

const policySchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictObject({
    graceSeconds: seconds(LEAST_GRACE_SECONDS, 300),
    limitSeconds: seconds(LEAST_GRACE_SECONDS, DAY_SECONDS),
  }),
  v.check(({ graceSeconds, limitSeconds }) => graceSeconds <= limitSeconds),
);

const DEFAULT_POLICY: ReconciliationPolicy = v.parse(policySchema, '{}');

/** A policy that cannot be understood does not stop reconciliation: the default is the safe one. */
export async function readReconciliationPolicy(
  configuration: Pick<Configuration, 'find'>,
  logger: Pick<Logger, 'warn'>,
): Promise<ReconciliationPolicy> {
  const text = await configuration.find(ParameterName.RECONCILIATION);
  if (text === undefined) return DEFAULT_POLICY;
  const policy = v.safeParse(policySchema, text);
  if (policy.success) return policy.output;
  logger.warn('parameter must be a JSON object of seconds', { parameterName: ParameterName.RECONCILIATION });
  return DEFAULT_POLICY;
}
