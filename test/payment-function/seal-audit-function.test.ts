import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PaymentBucket } from '../../src/payment-bucket';
import { SealAuditFunction } from '../../src/payment-function';
import { neighbours } from './neighbours';
import { networked, statementsOf } from './network';

function make(props: { readonly prefix?: string; readonly interval?: Duration } = {}) {
  const { stack, vpc } = networked();
  const fn = new SealAuditFunction(stack, 'SealAudit', { ...neighbours(stack, vpc), ...props });
  return { stack, fn, template: () => Template.fromStack(stack) };
}

test('seals every five minutes, or as often as one says', () => {
  make().template().hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(5 minutes)' });
  const hourly = make({ interval: Duration.hours(1) });
  hourly.template().hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(1 hour)' });
});

test.each([
  [undefined, 'audit/'],
  ['trail/of/2026/', 'trail/of/2026/'],
])('with prefix %p, writes below %s and nowhere else', (prefix, expected) => {
  const { stack, fn, template } = make({ prefix });
  expect(fn.auditPrefix).toBe(expected);
  template().hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: Match.objectLike({ AUDIT_PREFIX: expected }) },
  });
  const writes = statementsOf(stack, 'SealAudit').filter(({ Action }) => [Action].flat().includes('s3:PutObject'));
  expect(writes).toEqual([
    {
      Action: ['s3:GetObject', 's3:PutObject'],
      Effect: 'Allow',
      Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': [expect.stringMatching(/^Audit/), 'Arn'] }, `/${expected}*`]] },
    },
  ]);
});

test('its schedule ends before a bucket that goes with its stack is emptied', () => {
  const { stack, vpc } = networked();
  const auditBucket = new PaymentBucket(stack, 'Trail', { removalPolicy: RemovalPolicy.DESTROY }).bucket;
  new SealAuditFunction(stack, 'SealAudit', { ...neighbours(stack, vpc), auditBucket });
  const template = Template.fromStack(stack);
  const emptying = Object.keys(template.findResources('Custom::S3AutoDeleteObjects'));
  const trail = emptying.filter((id) => id.startsWith('TrailBucket'));
  expect(trail).toHaveLength(1);
  template.hasResource('AWS::Events::Rule', { DependsOn: Match.arrayWith(trail) });
});

test('its metrics are those that its code writes', () => {
  const { stack, fn } = make();
  const found = [fn.metricAuditSealAge(), fn.metricAuditRecordsSealed({ period: Duration.hours(1) })];
  expect(found.map((metric) => stack.resolve(metric.toMetricConfig().metricStat))).toMatchObject([
    { metricName: 'AuditSealAge', statistic: 'Maximum', dimensions: [{ name: 'service', value: 'seal-audit' }] },
    { metricName: 'AuditRecordSealed', statistic: 'Sum', period: Duration.hours(1) },
  ]);
});

const folders = "'prefix' must be folders of an S3 key that end with a slash, without one before, got";

test.each([
  [{ interval: Duration.seconds(30) }, "'interval' must be 1 minute to 1 day, got 30 seconds"],
  [{ prefix: 'audit' }, `${folders} 'audit'`],
  [{ prefix: '/audit/' }, `${folders} '/audit/'`],
  [{ prefix: '' }, `${folders} ''`],
])('fails for %p', (props, message) => {
  expect(() => make(props)).toThrow(message);
});
