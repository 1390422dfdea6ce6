import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { requireNonEmpty } from '../private/validation';
import { createDeadLetterQueue } from './private/dead-letters';

/** What a failure destination makes of a function. */
export interface FailureDestinationConfig {
  /**
   * Queue that gets the event.
   *
   * @default - none
   */
  readonly deadLetterQueue?: sqs.IQueue;

  /**
   * Destination that gets the event and what went wrong.
   *
   * @default - none
   */
  readonly onFailure?: lambda.IDestination;

  /**
   * Why a dead-letter queue is not needed; required where there is none.
   *
   * @default - there is one
   */
  readonly reasonForNoQueue?: string;
}

/** Where an event goes that a function was handed asynchronously and could not handle. */
export interface IFailureDestination {
  /** Makes what is needed below the function's scope; the key is the function's own. */
  bind(scope: Construct, encryptionKey: kms.IKey): FailureDestinationConfig;
}

/**
 * Where an event goes that a function was handed asynchronously and could not handle. Events from a queue are not meant:
 * they stay in that queue, whose own dead-letter queue gets them.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export class FailureDestination {
  /**
   * A dead-letter queue.
   *
   * @param queue an encrypted one is made for the function where absent
   */
  public static deadLetterQueue(queue?: sqs.IQueue): IFailureDestination {
    return {
      bind: (scope, encryptionKey) => ({ deadLetterQueue: queue ?? createDeadLetterQueue(scope, encryptionKey) }),
    };
  }

  /** A queue, topic, bus or function that gets the event together with what went wrong. */
  public static destination(destination: lambda.IDestination): IFailureDestination {
    const reasonForNoQueue = 'A failed event goes to a destination, together with what went wrong';
    return { bind: () => ({ onFailure: destination, reasonForNoQueue }) };
  }

  /**
   * No destination, for a function that is never handed events asynchronously.
   *
   * @param reason why nothing can be lost; it stands in the evidence of compliance checks
   */
  public static none(reason: string): IFailureDestination {
    requireNonEmpty('reason', reason.trim(), 'say why no event can be lost');
    return { bind: () => ({ reasonForNoQueue: reason }) };
  }

  private constructor() {}
}
