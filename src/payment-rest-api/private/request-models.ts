import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { contractSchema } from '../../private/assets';
import type { PaymentRequestModel } from '../payment-route';

/** The models of one API, each made when a route first asks for it. */
export class RequestModels {
  readonly #models = new Map<PaymentRequestModel, apigateway.IModel>();

  constructor(private readonly api: apigateway.RestApi) {}

  public modelOf(name: PaymentRequestModel): apigateway.IModel {
    const known = this.#models.get(name);
    if (known) return known;
    // the schema's own `$schema` is what CDK writes for this version
    const { $schema, ...schema } = contractSchema(name);
    const title = String(schema.title);
    const model = this.api.addModel(title, {
      contentType: 'application/json',
      description: String(schema.description),
      schema: { schema: apigateway.JsonSchemaVersion.DRAFT4, ...schema },
    });
    this.#models.set(name, model);
    return model;
  }
}
