import * as v from 'valibot';
import type { FraudDecision } from '../domain/fraud/fraud-decision';

/** A decision as it is stored: beside the counters, in the ledger, and in exports of it. */
export const fraudDecisionSchema: v.GenericSchema<unknown, FraudDecision> = v.object({
  rulesVersion: v.string(),
  score: v.number(),
  outcome: v.picklist(['approve', 'review', 'decline']),
  executions: v.array(
    v.object({
      ruleId: v.string(),
      scoreModifier: v.number(),
      result: v.picklist(['hit', 'no-hit', 'no-data']),
      shadow: v.optional(v.boolean()),
    }),
  ),
  features: v.record(v.string(), v.union([v.number(), v.string(), v.boolean()])),
});
