import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { physicalName, purposeOf } from '../../private/names';
import type { PaymentFunction } from '../payment-function';

/**
 * Calls the function for each object that is put below a prefix. The rule stands in the function's own scope and names the
 * bucket: a notification of the bucket itself would make two stacks depend on each other in a circle.
 */
export function runOnUpload(fn: PaymentFunction, bucket: s3.IBucket, prefix: string): void {
  new events.Rule(fn, 'Upload', {
    ruleName: physicalName(fn, { type: 'rule', maxLength: 64, purpose: purposeOf(fn, 'upload') }),
    description: `Objects below ${prefix}`,
    eventPattern: {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [bucket.bucketName] }, object: { key: events.Match.prefix(prefix) } },
    },
    targets: [new targets.LambdaFunction(fn.function)],
  });
}
