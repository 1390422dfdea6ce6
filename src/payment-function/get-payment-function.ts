import { Duration } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { GetPaymentEnvironment } from '../contract/environment';
import { SessionKeyPrefix } from '../contract/storage-keys';
import { PaymentFunction } from './payment-function';
import { PaymentFunctionBundle } from './payment-function-bundle';
import type { PaymentFunctionOptions } from './payment-function-props';
import { bundled } from './private/bundled';
import { fromCaller } from './private/consume';
import { grantItems } from './private/grants';

/** What the function that shows payments needs. */
export interface GetPaymentFunctionProps extends PaymentFunctionOptions {
  /** Table with the payment views. */
  readonly sessionTable: dynamodb.ITable;
}

/** Answers `GET /payments/{id}` from the payment view, to the caller who made the payment. */
export class GetPaymentFunction extends PaymentFunction {
  constructor(scope: Construct, id: string, props: GetPaymentFunctionProps) {
    super(
      scope,
      id,
      bundled(props, {
        bundle: PaymentFunctionBundle.GET_PAYMENT,
        description: 'Answers GET /payments/{id} from the payment view',
        memorySize: 512,
        timeout: Duration.seconds(10),
        failureDestination: fromCaller(),
      }),
    );
    this._setVariables({ [GetPaymentEnvironment.SESSION_TABLE_NAME]: props.sessionTable.tableName });
    grantItems(this.role, props.sessionTable, SessionKeyPrefix.PAYMENT, ['GetItem']);
  }
}
