import { errorCatalogue } from '../../handlers/domain/error-catalogue';
import { openApiDocument } from '../../projenrc/scripts/openapi/document';
import { openApi, text, violationsOf } from '../contract/open-api';

interface Example {
  readonly at: string;
  readonly mediaType: string;
  readonly schema: { readonly $ref: string };
  readonly value: unknown;
}

const operations = Object.entries(openApi.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ at: `${method} ${path}`, operation })),
);

const examples: readonly Example[] = operations.flatMap(({ at, operation }) => {
  const bodies = [operation.requestBody, ...Object.values(operation.responses)];
  return bodies.flatMap((body) =>
    Object.entries(body?.content ?? {}).flatMap(([mediaType, { schema, examples: named = {} }]) =>
      Object.entries(named).map(([name, { value }]) => ({ at: `${at}: ${name}`, mediaType, schema, value })),
    ),
  );
});

test('docs/openapi.yaml is current: run `npx projen assets` when this is red', () => {
  expect(text).toBe(openApiDocument());
});

test('is OpenAPI 3.1 with the routes of the payment API', () => {
  expect(openApi.openapi).toMatch(/^3\.1\./);
  expect(operations.map(({ at }) => at)).toEqual([
    'post /payments',
    'get /payments/{id}',
    'post /payments/{id}/capture',
    'post /payments/{id}/void',
    'post /payments/{id}/refunds',
  ]);
});

test.each(examples)('$at meets its schema', ({ schema, value }) => {
  expect(violationsOf(schema, value)).toEqual([]);
});

test('webhooks show what is posted, each as its schema asks', () => {
  const bodies = Object.values(openApi.webhooks).flatMap(({ post }) => Object.values(post.requestBody.content));
  const shown = bodies.flatMap(({ schema, examples: named = {} }) =>
    Object.values(named).map(({ value }) => violationsOf(schema, value)),
  );
  expect(shown).toEqual([[], []]);
});

test('each answer has an example', () => {
  const withoutExample = operations.flatMap(({ at, operation }) =>
    Object.entries(operation.responses)
      .filter(([, { content }]) => Object.values(content).some((one) => Object.keys(one.examples ?? {}).length === 0))
      .map(([status]) => `${at} ${status}`),
  );
  expect(withoutExample).toEqual([]);
});

test('each problem stands under the status of its catalogue entry', () => {
  const shown = examples.filter(({ mediaType }) => mediaType === 'application/problem+json');
  for (const { at, value } of shown) {
    const { code, status } = value as { code: keyof typeof errorCatalogue; status: number };
    expect({ at, status }).toEqual({ at, status: errorCatalogue[code].status });
  }
  expect(shown.length).toBeGreaterThan(20);
});

test('every reference leads somewhere', () => {
  const references = [...text.matchAll(/\$ref: "?#\/components\/schemas\/(\w+)/g)].map(([, name]) => name);
  expect(references.filter((name) => name === undefined || !(name in openApi.components.schemas))).toEqual([]);
});
