import { Duration } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { ProjectPaymentEnvironment } from '../contract/environment';
import { SessionKeyPrefix } from '../contract/storage-keys';
import { PaymentFunction } from './payment-function';
import { PaymentFunctionBundle } from './payment-function-bundle';
import type { PaymentFunctionOptions } from './payment-function-props';
import { bundled } from './private/bundled';
import { consume, fromQueue } from './private/consume';
import { grantItems } from './private/grants';

/** What the function that keeps the payment view needs. */
export interface ProjectPaymentFunctionProps extends PaymentFunctionOptions {
  /** Queue that is subscribed to the events about payments, with raw message delivery. */
  readonly eventQueue: sqs.IQueue;

  /** Table with the payment views. */
  readonly sessionTable: dynamodb.ITable;

  /**
   * Messages that one run gets at most, 1 to 10.
   *
   * @default 10
   */
  readonly batchSize?: number;

  /**
   * Runs at the same time at most, 2 to 1000.
   *
   * @default 50
   */
  readonly maxConcurrency?: number;
}

/** Writes the payment view from events, each payment's newest state only, whatever order they come in. */
export class ProjectPaymentFunction extends PaymentFunction {
  constructor(scope: Construct, id: string, props: ProjectPaymentFunctionProps) {
    super(
      scope,
      id,
      bundled(props, {
        bundle: PaymentFunctionBundle.PROJECT_PAYMENT,
        description: 'Writes the payment view from events',
        memorySize: 512,
        timeout: Duration.seconds(30),
        failureDestination: fromQueue(),
      }),
    );
    this._setVariables({ [ProjectPaymentEnvironment.SESSION_TABLE_NAME]: props.sessionTable.tableName });
    grantItems(this.role, props.sessionTable, SessionKeyPrefix.PAYMENT, ['GetItem', 'PutItem']);
    consume(this, props.eventQueue, props, 50);
  }
}
