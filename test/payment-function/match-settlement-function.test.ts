import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PaymentEnvironment } from '../../src/environment';
import { MatchSettlementFunction, type MatchSettlementFunctionProps } from '../../src/payment-function';
import { neighbours } from './neighbours';
import { networked, statementsOf } from './network';

function make(props: Partial<MatchSettlementFunctionProps> = {}) {
  const { stack, vpc } = networked();
  const fn = new MatchSettlementFunction(stack, 'Match', { ...neighbours(stack, vpc), ...props });
  return { stack, fn, template: Template.fromStack(stack) };
}

describe('the function that matches settlement files', () => {
  test('is called for each object that is put where files come in, and for no other', () => {
    make().template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: {
          bucket: { name: [{ Ref: Match.stringLikeRegexp('^Settlements') }] },
          object: { key: [{ prefix: 'settlement/incoming/' }] },
        },
      },
      State: 'ENABLED',
    });
  });

  test('looks once a day whether files come', () => {
    const { template } = make();
    template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(1 day)', State: 'ENABLED' });
    template.resourceCountIs('AWS::Events::Rule', 2);
  });

  test('has two rules under names of their own', () => {
    const { stack, vpc } = networked();
    PaymentEnvironment.define(stack, { environmentSuffix: 'pr42' });
    new MatchSettlementFunction(stack, 'Match', neighbours(stack, vpc));
    const rules = Object.values(Template.fromStack(stack).findResources('AWS::Events::Rule'));
    expect(rules.map(({ Properties }) => Properties.Name).sort()).toEqual([
      'match-rule-dev-pr42',
      'match-upload-rule-dev-pr42',
    ]);
  });

  test('keeps what it could not handle', () => {
    make().template.hasResourceProperties('AWS::Lambda::Function', {
      DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^MatchDeadLetters'), 'Arn'] } },
    });
  });

  test('reads files and writes reports, each below its own prefix', () => {
    const { stack } = make({ incomingPrefix: 'in/', reportPrefix: 'out/' });
    const objects = statementsOf(stack, 'Match').flatMap(({ Action, Resource }) => {
      const actions = [Action].flat().filter((action) => action.startsWith('s3:'));
      return actions.map((action) => [action, JSON.stringify(Resource)]);
    });
    expect(objects).toEqual([
      ['s3:GetObject', expect.stringContaining('/in/*')],
      ['s3:GetObjectVersion', expect.stringContaining('/in/*')],
      ['s3:PutObject', expect.stringContaining('/out/*')],
    ]);
  });

  test('gives the acquirer five days', () => {
    const days = (template: Template, SETTLES_WITHIN_DAYS: string) =>
      template.hasResourceProperties('AWS::Lambda::Function', {
        Environment: { Variables: Match.objectLike({ SETTLES_WITHIN_DAYS }) },
      });
    days(make().template, '5');
    days(make({ settlesWithin: Duration.days(2) }).template, '2');
  });

  test('has metrics of its own', () => {
    const { fn } = make();
    const named = [fn.metricSettlementMatched(), fn.metricSettlementDifferences(), fn.metricOperatorCases()];
    expect(named.map(({ metricName, dimensions }) => [metricName, dimensions])).toEqual(
      ['SettlementMatched', 'SettlementDifference', 'OperatorCaseRaised'].map((name) => [
        name,
        { service: 'match-settlement' },
      ]),
    );
  });

  test.each<[string, Partial<MatchSettlementFunctionProps>, string]>([
    [
      'reports that would be taken for files',
      { reportPrefix: 'settlement/incoming/reports/' },
      "'reportPrefix' must lie outside of 'incomingPrefix', got 'settlement/incoming/reports/' below 'settlement/incoming/': a report would be taken for a file",
    ],
    [
      'a prefix that is no folder',
      { incomingPrefix: 'incoming' },
      "'incomingPrefix' must be names of folders, each with a slash after it, got 'incoming'",
    ],
    ['too short a time', { settlesWithin: Duration.hours(1) }, "'settlesWithin' must be 1 day to 30 days, got 1 hour"],
  ])('fails for %s', (_what, props, message) => {
    expect(() => make(props)).toThrow(message);
  });
});
