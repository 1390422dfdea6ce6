import type * as wafv2 from 'aws-cdk-lib/aws-wafv2';

/**
 * AWS's own rule groups, most general last; together 1,125 of the 1,500 capacity units a web ACL has by default.
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
export const MANAGED_RULE_GROUPS = [
  'AWSManagedRulesAmazonIpReputationList',
  'AWSManagedRulesKnownBadInputsRuleSet',
  'AWSManagedRulesSQLiRuleSet',
  'AWSManagedRulesCommonRuleSet',
];

/**
 * Rules that count only. The function refuses a body of more than 8 kB itself, with the status that says so (413);
 * the gateway's answer to a blocked request could not.
 */
const COUNTED_RULES: { [group: string]: string[] } = { AWSManagedRulesCommonRuleSet: ['SizeRestrictions_BODY'] };

/** The rate limit first: it is the cheapest to evaluate, and a flood is stopped before it costs anything else. */
export function rules(requestsPerFiveMinutes: number, counted: string[]): wafv2.CfnWebACL.RuleProperty[] {
  return [
    {
      name: 'RateLimit',
      priority: 0,
      statement: {
        rateBasedStatement: { aggregateKeyType: 'IP', evaluationWindowSec: 300, limit: requestsPerFiveMinutes },
      },
      action: { block: {} },
      visibilityConfig: visibility('RateLimit'),
    },
    ...MANAGED_RULE_GROUPS.map((name, index) => ({
      name,
      priority: index + 1,
      statement: {
        managedRuleGroupStatement: {
          vendorName: 'AWS',
          name,
          ruleActionOverrides: COUNTED_RULES[name]?.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
        },
      },
      overrideAction: counted.includes(name) ? { count: {} } : { none: {} },
      visibilityConfig: visibility(name),
    })),
  ];
}

/** Sampled requests would show headers and bodies in the console: the log, redacted, is the only record. */
export function visibility(metricName: string): wafv2.CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false };
}
