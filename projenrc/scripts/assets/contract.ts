import { toJsonSchema } from '@valibot/to-json-schema';
import { paymentRequest } from '../../../handlers/api/payment-request';
import { ContractAsset } from '../../../src/contract/assets';

interface Shape {
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
}

/** Gateway models by name, in JSON Schema draft 4. */
export function gatewayModels(): Readonly<Record<string, string>> {
  const { title, ...shape } = shapeOf(toJsonSchema(paymentRequest, { typeMode: 'input' }) as Shape);
  const model = { $schema: 'http://json-schema.org/draft-04/schema#', title, type: 'object', ...shape };
  return { [ContractAsset.PAYMENT_REQUEST]: `${JSON.stringify(model, undefined, 2)}\n` };
}

/**
 * Names and descriptions without rules: the gateway asks for a JSON object, and the function, which can point at the member
 * that is wrong, asks for the rest (docs/decisions/0011).
 */
function shapeOf(schema: Shape): Shape {
  const { title, description, properties } = schema;
  if (properties === undefined) return { title, description };
  const members = Object.entries(properties).map(([name, member]) => [name, shapeOf(member)]);
  return { title, description, properties: Object.fromEntries(members) };
}
