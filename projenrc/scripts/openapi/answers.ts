import { type ErrorCode, errorCatalogue } from '../../../handlers/domain/error-catalogue';
import { problemExample } from './examples';
import { referenceTo } from './schemas';

const correlationId = {
  'X-Correlation-Id': { description: 'Finds this request in the logs.', schema: { type: 'string' } },
};

const retryAfter = {
  'Retry-After': { description: 'Seconds after which to repeat the request.', schema: { type: 'integer', minimum: 1 } },
};

/** Of an answer to an earlier request with the same key. */
export const replayed = {
  'Idempotent-Replayed': {
    description: 'Present when this is the answer to an earlier request with the same key.',
    schema: { const: 'true' },
  },
};

export function answer(description: string, examples: object, headers: object = {}): object {
  const content = { 'application/json': { schema: referenceTo('Payment'), examples } };
  return { description, headers: { ...correlationId, ...headers }, content };
}

export function stepAnswer(description: string, examples: object): object {
  const content = { 'application/json': { schema: referenceTo('PaymentStep'), examples } };
  return { description, headers: { ...correlationId, ...replayed }, content };
}

/** One answer for each status, with an example for each code. */
export function problems(...codes: readonly ErrorCode[]): Record<string, object> {
  const byStatus = Object.groupBy(codes, (code) => String(errorCatalogue[code].status));
  return Object.fromEntries(Object.entries(byStatus).map(([status, group = []]) => [status, problemAnswer(group)]));
}

function problemAnswer(codes: readonly ErrorCode[]): object {
  const entries = codes.map((code) => ({ code, ...errorCatalogue[code] }));
  const examples = codes.map((code) => [code, { summary: errorCatalogue[code].title, value: problemExample(code) }]);
  return {
    description: entries.map(({ title }) => `${title}.`).join(' '),
    headers: entries.some(({ retryable }) => retryable) ? { ...correlationId, ...retryAfter } : correlationId,
    content: { 'application/problem+json': { schema: referenceTo('Problem'), examples: Object.fromEntries(examples) } },
  };
}
