import type { ErrorCode } from '../../../handlers/domain/error-catalogue';
import { problems, stepAnswer } from './answers';
import { referenceTo } from './schemas';
import { stepExamples } from './step-examples';

interface Step {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly schema: 'CaptureRequest' | 'VoidRequest' | 'RefundRequest';
  readonly done: 200 | 201;
  readonly examples: (typeof stepExamples)[keyof typeof stepExamples];
  readonly refusals: readonly ErrorCode[];
}

const parameters = [
  {
    name: 'id',
    in: 'path',
    required: true,
    description: 'The `paymentId` of the answer that accepted it.',
    schema: { type: 'string', format: 'uuid' },
  },
  {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description:
      'Your own identifier of this step, 1 to 255 visible ASCII characters; another one than that of the payment.',
    schema: { type: 'string', minLength: 1, maxLength: 514 },
    example: '5b0b5f0e-6b0c-4a57-8a8e-0a9b7e0f6a11',
  },
];

/** One step of a payment, which is taken at once and told to the acquirer in the same call. */
function operationOf({ operationId, summary, description, schema, done, examples, refusals }: Step): object {
  return {
    operationId,
    summary,
    description:
      `${description} The same key with the same body gets the same answer, whenever it comes, and takes the step once. ` +
      'A 202 says that the step is taken and the acquirer has not confirmed it: repeat with the same key, or subscribe to events.',
    tags: ['payments'],
    parameters,
    requestBody: {
      required: false,
      description: 'At most 8192 bytes; may be left out.',
      content: { 'application/json': { schema: referenceTo(schema), examples: examples.request } },
    },
    responses: {
      [done]: stepAnswer('Taken, and confirmed by the acquirer.', examples.confirmed),
      202: stepAnswer('Taken; the acquirer has not confirmed it.', examples.open),
      ...problems(
        'malformed-body',
        'idempotency-key-missing',
        'idempotency-key-invalid',
        'payment-not-found',
        'payment-busy',
        'body-too-large',
        'media-type-unsupported',
        'request-invalid',
        'idempotency-key-reused',
        'ledger-unavailable',
        'configuration-invalid',
        ...refusals,
      ),
    },
  };
}

const reservationIsGone = ['not-authorized', 'already-captured', 'already-voided', 'already-expired'] as const;

/** By path; `always` is what every operation of the API may answer. */
export function stepOperations(...always: readonly ErrorCode[]): Readonly<Record<string, { post: object }>> {
  const capture = operationOf({
    operationId: 'capturePayment',
    summary: 'Capture a payment, in part or whole',
    description: 'Of captures at once that exceed what is reserved together, exactly as many win as there is money.',
    schema: 'CaptureRequest',
    done: 200,
    examples: stepExamples.capture,
    refusals: [...reservationIsGone, 'amount-exceeds-authorized', 'refused-by-acquirer', ...always],
  });
  const voided = operationOf({
    operationId: 'voidPayment',
    summary: 'Give back what is still reserved',
    description: 'Of a payment that was captured in part, the captured part stays.',
    schema: 'VoidRequest',
    done: 200,
    examples: stepExamples.void,
    refusals: [...reservationIsGone, ...always],
  });
  const refund = operationOf({
    operationId: 'refundPayment',
    summary: 'Refund a payment, in part or whole',
    description: 'Refunds are children of the payment, and never more together than was captured.',
    schema: 'RefundRequest',
    done: 201,
    examples: stepExamples.refund,
    refusals: [
      'not-captured',
      'already-refunded',
      'account-limit',
      'amount-exceeds-captured',
      'refused-by-acquirer',
      ...always,
    ],
  });
  return {
    '/payments/{id}/capture': { post: capture },
    '/payments/{id}/void': { post: voided },
    '/payments/{id}/refunds': { post: refund },
  };
}
