import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { paymentEventSchema } from '../../../handlers/adapters/payment-event-message';
import { paymentAnswer } from '../../../handlers/api/payment-answer';
import { paymentRequest } from '../../../handlers/api/payment-request';
import { problemDetails } from '../../../handlers/api/problem-details';
import { stepAnswer } from '../../../handlers/api/step-answer';
import { stepRequests } from '../../../handlers/api/step-request';

function schemaOf(declaration: GenericSchema): object {
  const { $schema: _dialect, ...schema } = toJsonSchema(declaration, { target: 'draft-2020-12', typeMode: 'input' });
  return schema;
}

/** The declarations that check requests at run time, as JSON Schema. */
export const schemas = {
  PaymentRequest: schemaOf(paymentRequest),
  Payment: schemaOf(paymentAnswer),
  CaptureRequest: schemaOf(stepRequests.capture),
  VoidRequest: schemaOf(stepRequests.void),
  RefundRequest: schemaOf(stepRequests.refund),
  PaymentStep: schemaOf(stepAnswer),
  PaymentEvent: schemaOf(paymentEventSchema),
  Problem: schemaOf(problemDetails),
};

export function referenceTo(name: keyof typeof schemas): object {
  return { $ref: `#/components/schemas/${name}` };
}
