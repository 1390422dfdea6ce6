import type * as apigateway from 'aws-cdk-lib/aws-apigateway';

/** Request bodies of the contract that the gateway knows. */
export enum PaymentRequestModel {
  /** Body of `POST /payments`. */
  PAYMENT_REQUEST = 'payment-request',
}

/** What a route asks of its requests. */
export interface PaymentRouteOptions {
  /**
   * Model of the body. The gateway refuses what is not a JSON object; the function checks the rest, since only it can
   * name the member that is wrong.
   *
   * @default - no body is expected
   */
  readonly requestModel?: PaymentRequestModel;

  /**
   * Whether the header `Idempotency-Key` is required.
   *
   * @default - true for POST, PUT, PATCH and DELETE
   */
  readonly idempotent?: boolean;

  /**
   * Authorizer of this route.
   *
   * @default - that of the API
   */
  readonly authorizer?: apigateway.IAuthorizer;
}
