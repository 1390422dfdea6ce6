import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { requireRange } from '../../private/validation';
import { FailureDestination } from '../failure-destination';
import type { PaymentFunction } from '../payment-function';

/** How a function works a queue off. */
export interface Consumption {
  readonly batchSize?: number;
  readonly maxConcurrency?: number;
}

const BATCH_SIZE = 10;

/** Of a batch, only the messages that failed come again. */
export function consume(fn: PaymentFunction, queue: sqs.IQueue, props: Consumption, concurrency: number): void {
  requireRange('batchSize', props.batchSize, 1, 10, 'messages');
  requireRange('maxConcurrency', props.maxConcurrency, 2, 1000);
  fn.addEventSource(
    new sources.SqsEventSource(queue, {
      batchSize: props.batchSize ?? BATCH_SIZE,
      maxConcurrency: props.maxConcurrency ?? concurrency,
      reportBatchItemFailures: true,
    }),
  );
}

/** A message that cannot be handled stays in its queue. */
export const fromQueue = () =>
  FailureDestination.none(
    'Its messages come from a queue, which keeps what failed and moves it to its own dead letters',
  );

/** Whoever called gets the error. */
export const fromCaller = () =>
  FailureDestination.none(
    'It is called by an API that waits for the answer: nothing is handed over that could be lost',
  );
