import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { createLogGroup } from '../private/logs';
import { physicalName } from '../private/names';
import { requireOneOf, requireRange } from '../private/validation';
import type { PaymentWebAclProps } from './payment-web-acl-props';
import { MANAGED_RULE_GROUPS, rules, visibility } from './private/rules';

/** Headers that identify a caller or a payment: the request log does not keep them. */
const REDACTED_HEADERS = ['authorization', 'x-api-key', 'idempotency-key', 'x-amz-security-token'];

/**
 * A regional WAFv2 web ACL for payment APIs: rate limit, IP reputation, known bad inputs, SQL injection and the OWASP rules,
 * with an encrypted request log that holds neither bodies nor credentials.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-chapter.html
 */
export class PaymentWebAcl extends Construct {
  /** The web ACL, of which the CDK has no class of a higher level. */
  public readonly webAcl: wafv2.CfnWebACL;
  /** ARN to associate with a stage or load balancer. */
  public readonly webAclArn: string;
  /** The request log. */
  public readonly logGroup: logs.ILogGroup;

  readonly #metricName: string;

  constructor(scope: Construct, id: string, props: PaymentWebAclProps = {}) {
    super(scope, id);
    const limit = props.requestsPerFiveMinutes ?? 20_000;
    requireRange('requestsPerFiveMinutes', limit, 10, 2_000_000_000, 'requests');
    const counted = props.countedRuleGroups ?? [];
    for (const group of counted) requireOneOf('countedRuleGroups', group, MANAGED_RULE_GROUPS);

    const name = physicalName(this, { type: 'web-acl', maxLength: 128 });
    this.#metricName = name ?? 'PaymentWebAcl';
    this.webAcl = new wafv2.CfnWebACL(this, 'Resource', {
      name,
      description: 'Protects a payment API',
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      rules: rules(limit, counted),
      visibilityConfig: visibility(this.#metricName),
    });
    this.webAclArn = this.webAcl.attrArn;
    this.logGroup = this.logRequests(props);
  }

  /**
   * Puts the web ACL in front of a resource.
   *
   * @param resourceArn ARN of an API Gateway stage or an application load balancer of the same region
   */
  public associate(id: string, resourceArn: string): void {
    new wafv2.CfnWebACLAssociation(this, id, { resourceArn, webAclArn: this.webAclArn });
  }

  /** Requests that a rule blocked; all rules together unless `dimensionsMap` names one. */
  public metricBlockedRequests(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('BlockedRequests', options);
  }

  /** Requests that matched a rule that only counts; all rules together unless `dimensionsMap` names one. */
  public metricCountedRequests(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('CountedRequests', options);
  }

  /** Requests that passed. */
  public metricAllowedRequests(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('AllowedRequests', options);
  }

  private metric(metricName: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'AWS/WAFV2',
      metricName,
      statistic: cloudwatch.Stats.SUM,
      dimensionsMap: { WebACL: this.#metricName, Region: Stack.of(this).region, Rule: 'ALL' },
      ...options,
    }).attachTo(this);
  }

  private logRequests(props: PaymentWebAclProps): logs.ILogGroup {
    const logGroup = createLogGroup(this, 'Requests', {
      retention: props.logRetention ?? logs.RetentionDays.ONE_YEAR,
      encryptionKey: props.encryptionKey,
      prefix: 'aws-waf-logs-',
      removalPolicy: props.removalPolicy,
    });
    new wafv2.CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: this.webAclArn,
      // WAF wants the ARN of the group itself, without the `:*` that the attribute ends with
      logDestinationConfigs: [
        Stack.of(this).formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: logGroup.logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      redactedFields: REDACTED_HEADERS.map((header) => ({ singleHeader: { Name: header } })),
    });
    return logGroup;
  }
}
