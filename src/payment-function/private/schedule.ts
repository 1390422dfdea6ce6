import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import { physicalName } from '../../private/names';
import type { PaymentFunction } from '../payment-function';

/** Calls the function again and again; the rule stands in the function's own scope. */
export function runEvery(
  fn: PaymentFunction,
  interval: Duration = Duration.minutes(1),
  description: string,
): events.Rule {
  return new events.Rule(fn, 'Schedule', {
    ruleName: physicalName(fn, { type: 'rule', maxLength: 64 }),
    description,
    schedule: events.Schedule.rate(interval),
    targets: [new targets.LambdaFunction(fn.function)],
  });
}
