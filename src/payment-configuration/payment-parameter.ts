import { ParameterName } from '../contract/parameters';

/** Names of the parameters that the functions of this package read; below the path of a `PaymentConfiguration`. */
export class PaymentParameter {
  /** Host of the database cluster's writer. */
  public static readonly DATABASE_ENDPOINT: string = ParameterName.DATABASE_ENDPOINT;
  /** Host of the database cluster's readers. */
  public static readonly DATABASE_READER_ENDPOINT: string = ParameterName.DATABASE_READER_ENDPOINT;
  /** Base URL of the payment API. */
  public static readonly API_URL: string = ParameterName.API_URL;
  /** Base URL of the acquirer, https only. */
  public static readonly ACQUIRER_URL: string = ParameterName.ACQUIRER_URL;
  /** JSON document of fraud rules; without it the rules of this package hold. */
  public static readonly FRAUD_RULES: string = ParameterName.FRAUD_RULES;
  /**
   * JSON object of seconds, `{"graceSeconds": 300, "limitSeconds": 86400}`: when a payment that the acquirer never saw is declined,
   * and when one whose fate stays unknown is given to a person.
   */
  public static readonly RECONCILIATION: string = ParameterName.RECONCILIATION;
  /** URL that gets signed webhooks, https only; without it none are sent. */
  public static readonly WEBHOOK_URL: string = ParameterName.WEBHOOK_URL;
  /** Key that signs the webhooks; a secure one, see `PaymentConfiguration.addSecureString`. */
  public static readonly WEBHOOK_SIGNING_KEY: string = ParameterName.WEBHOOK_SIGNING_KEY.replace(/^secure\//, '');

  private constructor() {}
}
