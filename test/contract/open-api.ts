import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

interface Content {
  readonly schema: { readonly $ref: string };
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

export interface Response {
  readonly headers?: Readonly<Record<string, { readonly schema: object }>>;
  readonly content: Readonly<Record<string, Content>>;
}

export interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, Response>>;
}

/** What is posted to others. */
export interface Webhook {
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

export interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks: Readonly<Record<string, { readonly post: Webhook }>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

export const text = readFileSync(join(__dirname, '..', '..', 'docs', 'openapi.yaml'), 'utf8');
export const openApi: OpenApi = parse(text);

const ajv = addFormats(new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }));
const validators = new Map<string, ValidateFunction>();

/** What a value breaks of a schema of the document, such as `#/components/schemas/Problem`. */
export function violationsOf({ $ref }: { readonly $ref: string }, value: unknown): readonly string[] {
  const schema = openApi.components.schemas[$ref.replace('#/components/schemas/', '')];
  if (schema === undefined) return [`${$ref} does not exist`];
  const validator = validators.get($ref) ?? ajv.compile(schema);
  validators.set($ref, validator);
  validator(value);
  return (validator.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** What a delivery to a merchant's endpoint breaks of the document: declared headers, media type, body. */
export function webhookViolations(delivery: {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}): readonly string[] {
  const { parameters, requestBody } = openApi.webhooks.paymentEvent.post;
  const missing = parameters.map(({ name }) => name).filter((name) => !(name.toLowerCase() in delivery.headers));
  const content = requestBody.content[String(delivery.headers['content-type'])];
  if (content === undefined) return [`media type '${delivery.headers['content-type']}' is not declared`];
  return [
    ...missing.map((name) => `header '${name}' is missing`),
    ...violationsOf(content.schema, JSON.parse(delivery.body)),
  ];
}

/** What an answer breaks of the document: status, media type, declared headers, body. */
export function answerViolations(
  method: string,
  path: string,
  answer: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string },
): readonly string[] {
  const response = openApi.paths[path]?.[method.toLowerCase()]?.responses[String(answer.status)];
  if (response === undefined) return [`status ${answer.status} of ${method} ${path} is not declared`];
  const headers = new Map(Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value]));
  const mediaType = headers.get('content-type') ?? 'none';
  const content = response.content[mediaType];
  if (content === undefined) return [`media type '${mediaType}' of ${answer.status} is not declared`];
  return violationsOf(content.schema, JSON.parse(answer.body));
}
