import { stringify } from 'yaml';
import { answer, problems, replayed } from './answers';
import { examples } from './examples';
import { referenceTo, schemas } from './schemas';
import { stepOperations } from './step-operations';
import { webhooks } from './webhooks';

const always = [
  'caller-unknown',
  'access-denied',
  'route-not-found', // without a signature the gateway finds no route
  'too-many-requests',
  'internal-error',
  'service-unavailable',
  'answer-timed-out',
] as const;

const createPayment = {
  operationId: 'createPayment',
  summary: 'Accept a card payment',
  description:
    'Checks the request, hands the card to the vault and queues the payment. The answer comes before the acquirer decides: ' +
    'follow `Location`, or subscribe to notifications. The same key with the same body gets the same answer for 400 days, ' +
    '`Idempotency-Expires` says until when, and never makes a second payment. A request that comes while the first one with its key ' +
    'is under way waits up to a second for that answer, then gets 409 with `Retry-After`.',
  tags: ['payments'],
  parameters: [
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      description:
        'Your own identifier of this payment, 1 to 255 visible ASCII characters, bare or as a quoted string. ' +
        'Keys are unique within a caller.',
      schema: { type: 'string', minLength: 1, maxLength: 514 },
      example: '8e03978e-40d5-43dd-bc93-6894a57f9324',
    },
  ],
  requestBody: {
    required: true,
    description: 'At most 8192 bytes.',
    content: { 'application/json': { schema: referenceTo('PaymentRequest'), examples: examples.request } },
  },
  responses: {
    202: answer('Accepted.', examples.received, {
      Location: { description: 'Where the payment can be read.', schema: { type: 'string', format: 'uri-reference' } },
      ...replayed,
      'Idempotency-Expires': {
        description:
          'Until when this answer is given to requests with the same key, as an HTTP date. Later, a request with it counts as new here, ' +
          'and still makes no second payment.',
        schema: { type: 'string' },
        example: 'Sun, 26 Dec 2027 10:02:00 GMT',
      },
    }),
    ...problems(
      'malformed-body',
      'idempotency-key-missing',
      'idempotency-key-invalid',
      'payment-in-progress',
      'body-too-large',
      'media-type-unsupported',
      'request-invalid',
      'idempotency-key-reused',
      'acquirer-refused',
      'acquirer-unavailable',
      'configuration-invalid',
      ...always,
    ),
  },
};

const getPayment = {
  operationId: 'getPayment',
  summary: 'Read a payment',
  description: 'Shows a payment to the caller that made it. The view follows the ledger within moments.',
  tags: ['payments'],
  parameters: [
    {
      name: 'id',
      in: 'path',
      required: true,
      description: 'The `paymentId` of the answer that accepted it.',
      schema: { type: 'string', format: 'uuid' },
    },
  ],
  responses: {
    200: answer('The payment as it stands.', examples.payment),
    ...problems('payment-not-found', 'configuration-invalid', ...always),
  },
};

const document = {
  openapi: '3.1.1',
  info: {
    title: 'Payments',
    version: '1',
    summary: 'Card payments: accept, read, capture, void, refund.',
    description:
      'Amounts are integers in the minor unit of the currency, times ISO 8601 UTC, errors RFC 9457 problems.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [
    {
      url: 'https://{host}/{basePath}',
      variables: {
        host: { default: 'payments.example.com', description: 'Custom domain, or the host of the API.' },
        basePath: { default: '', description: 'Stage, where there is no custom domain.' },
      },
    },
  ],
  security: [{ signatureVersion4: [] }],
  tags: [{ name: 'payments', description: 'Card payments' }],
  paths: { '/payments': { post: createPayment }, '/payments/{id}': { get: getPayment }, ...stepOperations(...always) },
  webhooks,
  components: {
    schemas,
    securitySchemes: {
      signatureVersion4: {
        type: 'apiKey',
        in: 'header',
        name: 'Authorization',
        description: 'AWS Signature Version 4, service `execute-api`.',
        'x-amazon-apigateway-authtype': 'awsSigv4',
      },
    },
  },
};

const HEADING = '# Generated from handlers/api by `npx projen assets`. Change the declarations, not this file.\n';

/** The text of docs/openapi.yaml. */
export function openApiDocument(): string {
  return HEADING + stringify(document, { lineWidth: 120, aliasDuplicateObjects: false, version: '1.1' });
}
