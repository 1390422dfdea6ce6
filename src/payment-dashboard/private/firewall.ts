import { Stack, Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import type { LoggedMonitoringOptions } from '../monitored-parts';
import { hourly, logCosts, sumOf } from './costs';
import type { MonitoredPart } from './monitored-part';
import { mathId } from './rate';
import type { SettledThresholds } from './settled-thresholds';

/** Value of the dimension `Rule` for all rules together. */
const ALL = 'ALL';

/**
 * Requests by what the web ACL did with them, and by the rule that did it; nothing is written while there is nothing to count.
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html
 */
export function webAclPart(
  webAcl: wafv2.CfnWebACL,
  { logGroup }: LoggedMonitoringOptions,
  label: string,
  { period }: SettledThresholds,
): MonitoredPart {
  const { webAclName, ruleNames } = metricNamesOf(webAcl);
  const dimensions = (rule: string) => ({ WebACL: webAclName, Region: Stack.of(webAcl).region, Rule: rule });
  const metric = (name: string, rule: string, what: string) =>
    new cloudwatch.Metric({
      namespace: 'AWS/WAFV2',
      metricName: name,
      dimensionsMap: dimensions(rule),
      statistic: cloudwatch.Stats.SUM,
      label: `${label} ${what}`,
      period,
    }).attachTo(webAcl);
  const byRule = (name: string) => ruleNames.map((rule) => metric(name, rule, rule));
  const paid = hourly(webAcl, 'AWS/WAFV2', dimensions(ALL));
  return {
    section: 'Firewall',
    label,
    lines: [
      {
        chart: 'Requests by outcome',
        unit: 'requests',
        metrics: [
          metric('AllowedRequests', ALL, 'allowed'),
          metric('BlockedRequests', ALL, 'blocked'),
          metric('CountedRequests', ALL, 'counted'),
        ],
      },
      { chart: 'Blocked by rule', unit: 'requests', stacked: true, metrics: byRule('BlockedRequests') },
      { chart: 'Counted by rule', unit: 'requests', stacked: true, metrics: byRule('CountedRequests') },
    ].filter(({ metrics }) => metrics.length > 0),
    alarms: [],
    costs: [
      {
        chart: 'Requests inspected by the firewall',
        unit: 'requests',
        stacked: true,
        metrics: [sumOf(mathId('firewall', label), label, [paid('AllowedRequests'), paid('BlockedRequests')])],
      },
      ...logCosts(label, logGroup),
    ],
  };
}

/** Metrics are named in the template, by the web ACL and by each of its rules. */
function metricNamesOf({ node, visibilityConfig, rules }: wafv2.CfnWebACL) {
  const webAclName = nameIn(visibilityConfig);
  const listed = Array.isArray(rules) ? rules : [];
  const ruleNames = listed.map((rule) => nameIn('visibilityConfig' in rule ? rule.visibilityConfig : undefined));
  if (webAclName === undefined || ruleNames.includes(undefined)) {
    throw new Error(
      `'webAcl' must name its metrics in 'visibilityConfig', its own and those of its rules, got ${node.path} with tokens: write them out`,
    );
  }
  return { webAclName, ruleNames: ruleNames.filter((name) => name !== undefined) };
}

function nameIn(visibility: unknown): string | undefined {
  if (typeof visibility !== 'object' || visibility === null || !('metricName' in visibility)) return undefined;
  const { metricName } = visibility;
  return typeof metricName === 'string' && !Token.isUnresolved(metricName) ? metricName : undefined;
}
