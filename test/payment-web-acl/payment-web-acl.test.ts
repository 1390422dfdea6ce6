import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PaymentEnvironment } from '../../src/environment';
import { PaymentWebAcl, type PaymentWebAclProps } from '../../src/payment-web-acl';
import { unacknowledged } from '../compliance/packs';

function synthesize(props?: PaymentWebAclProps, environment = true) {
  const app = new App();
  const stack = new Stack(app, 'Stack', environment ? { env: { region: 'us-east-1' } } : {});
  if (environment) PaymentEnvironment.define(stack);
  const webAcl = new PaymentWebAcl(stack, 'Firewall', props);
  return { app, stack, webAcl, template: () => Template.fromStack(stack) };
}

describe('defaults', () => {
  test('a rate limit comes first, then the four managed groups, all blocking', () => {
    const { template } = synthesize();
    template().hasResourceProperties('AWS::WAFv2::WebACL', {
      Name: 'firewall-web-acl-dev-dev',
      Scope: 'REGIONAL',
      DefaultAction: { Allow: {} },
      Rules: [
        Match.objectLike({
          Name: 'RateLimit',
          Priority: 0,
          Action: { Block: {} },
          Statement: { RateBasedStatement: { AggregateKeyType: 'IP', EvaluationWindowSec: 300, Limit: 20_000 } },
        }),
        ...['AmazonIpReputationList', 'KnownBadInputsRuleSet', 'SQLiRuleSet', 'CommonRuleSet'].map((group, index) =>
          Match.objectLike({ Name: `AWSManagedRules${group}`, Priority: index + 1, OverrideAction: { None: {} } }),
        ),
      ],
    });
  });

  test('a body that is too large is counted and left to the function, which answers 413', () => {
    synthesize()
      .template()
      .hasResourceProperties('AWS::WAFv2::WebACL', {
        Rules: Match.arrayWith([
          Match.objectLike({
            Statement: {
              ManagedRuleGroupStatement: {
                Name: 'AWSManagedRulesCommonRuleSet',
                RuleActionOverrides: [{ Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } }],
              },
            },
          }),
        ]),
      });
  });

  test('requests are logged encrypted for a year, without the headers that identify a caller', () => {
    const { template } = synthesize();
    template().hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: Match.stringLikeRegexp('^aws-waf-logs-'),
      RetentionInDays: 365,
      KmsKeyId: Match.anyValue(),
    });
    template().hasResourceProperties('AWS::WAFv2::LoggingConfiguration', {
      RedactedFields: Match.arrayWith([
        { SingleHeader: { Name: 'authorization' } },
        { SingleHeader: { Name: 'idempotency-key' } },
      ]),
    });
  });

  test('no request is sampled, since samples show headers', () => {
    expect(JSON.stringify(synthesize().template().toJSON())).not.toContain('"SampledRequestsEnabled":true');
  });

  test('without an environment CloudFormation names the web ACL, and the log group keeps the beginning WAF demands', () => {
    const { template } = synthesize({}, false);
    template().hasResourceProperties('AWS::WAFv2::WebACL', { Name: Match.absent() });
    template().hasResourceProperties('AWS::Logs::LogGroup', { LogGroupName: Match.stringLikeRegexp('^aws-waf-logs-') });
  });
});

test('a group can count instead of block, and the limit be another', () => {
  const { template } = synthesize({ requestsPerFiveMinutes: 100, countedRuleGroups: ['AWSManagedRulesCommonRuleSet'] });
  template().hasResourceProperties('AWS::WAFv2::WebACL', {
    Rules: Match.arrayWith([
      Match.objectLike({ Statement: { RateBasedStatement: Match.objectLike({ Limit: 100 }) } }),
      Match.objectLike({ Name: 'AWSManagedRulesSQLiRuleSet', OverrideAction: { None: {} } }),
      Match.objectLike({ Name: 'AWSManagedRulesCommonRuleSet', OverrideAction: { Count: {} } }),
    ]),
  });
});

test('is associated with a stage', () => {
  const { webAcl, template } = synthesize();
  webAcl.associate('Api', 'arn:aws:apigateway:us-east-1::/restapis/api/stages/live');
  template().hasResourceProperties('AWS::WAFv2::WebACLAssociation', {
    ResourceArn: 'arn:aws:apigateway:us-east-1::/restapis/api/stages/live',
  });
});

test.each([
  ['AllowedRequests', (webAcl: PaymentWebAcl) => webAcl.metricAllowedRequests()],
  ['BlockedRequests', (webAcl: PaymentWebAcl) => webAcl.metricBlockedRequests()],
  ['CountedRequests', (webAcl: PaymentWebAcl) => webAcl.metricCountedRequests()],
])('%s are metered by the official name', (metricName, metricOf) => {
  const { webAcl, stack } = synthesize();
  expect(stack.resolve(metricOf(webAcl).toMetricConfig().metricStat)).toMatchObject({
    namespace: 'AWS/WAFV2',
    metricName,
    dimensions: expect.arrayContaining([{ name: 'WebACL', value: 'firewall-web-acl-dev-dev' }]),
  });
});

test.each<[string, PaymentWebAclProps, string]>([
  [
    'a limit below 10',
    { requestsPerFiveMinutes: 5 },
    "'requestsPerFiveMinutes' must be 10 to 2000000000 requests, got 5",
  ],
  ['a group that is not there', { countedRuleGroups: ['Nope'] }, "'countedRuleGroups' must be one of"],
])('fails with %s', (_, props, message) => {
  expect(() => synthesize(props)).toThrow(message);
});

test('no pack finds anything', () => {
  expect(unacknowledged(synthesize().app)).toEqual([]);
});
