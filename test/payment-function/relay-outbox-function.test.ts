import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { RelayOutboxFunction } from '../../src/payment-function';
import { neighbours } from './neighbours';
import { networked } from './network';

describe('the sweep of the outbox', () => {
  test('runs every minute', () => {
    const { stack, vpc } = networked();
    new RelayOutboxFunction(stack, 'Relay', neighbours(stack, vpc));
    Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
    });
  });

  test('runs as rarely as one says', () => {
    const { stack, vpc } = networked();
    new RelayOutboxFunction(stack, 'Relay', { ...neighbours(stack, vpc), interval: Duration.minutes(5) });
    Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(5 minutes)' });
  });

  test('fails for a pause under a minute', () => {
    const { stack, vpc } = networked();
    const around = { ...neighbours(stack, vpc), interval: Duration.seconds(30) };
    expect(() => new RelayOutboxFunction(stack, 'Relay', around)).toThrow(
      "'interval' must be 1 minute to 1 day, got 30 seconds",
    );
  });
});
