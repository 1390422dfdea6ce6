import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ExpirePaymentsFunction, type ExpirePaymentsFunctionProps } from '../../src/payment-function';
import { neighbours } from './neighbours';
import { networked } from './network';

function made(props: Partial<ExpirePaymentsFunctionProps> = {}) {
  const { stack, vpc } = networked();
  const fn = new ExpirePaymentsFunction(stack, 'Expire', { ...neighbours(stack, vpc), ...props });
  return { fn, template: () => Template.fromStack(stack) };
}

const variables = (seconds: string) => ({
  Environment: { Variables: Match.objectLike({ AUTHORIZATION_SECONDS: seconds }) },
});

test('lets an authorization live for a week and looks every hour', () => {
  const template = made().template();
  template.hasResourceProperties('AWS::Lambda::Function', variables('604800'));
  template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(1 hour)', State: 'ENABLED' });
});

test('lets it live and looks as one says', () => {
  const template = made({ authorizationAge: Duration.days(4), interval: Duration.minutes(10) }).template();
  template.hasResourceProperties('AWS::Lambda::Function', variables('345600'));
  template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(10 minutes)' });
});

test('counts what its code counts', () => {
  expect(made().fn.metricExpiredPayments()).toMatchObject({
    metricName: 'PaymentExpired',
    statistic: 'Sum',
    dimensions: { service: 'expire-payments' },
  });
});

test.each<[string, Partial<ExpirePaymentsFunctionProps>, string]>([
  ['an age under an hour', { authorizationAge: Duration.minutes(59) }, "'authorizationAge' must be 1 hour to 31 days"],
  ['an age over a month', { authorizationAge: Duration.days(32) }, "'authorizationAge' must be 1 hour to 31 days"],
  ['a pause under a minute', { interval: Duration.seconds(30) }, "'interval' must be 1 minute to 1 day"],
])('fails for %s', (_name, props, message) => {
  expect(() => made(props)).toThrow(message);
});
