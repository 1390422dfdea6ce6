import * as v from 'valibot';
import { ParameterName } from '../../src/contract/parameters';
import type { Configuration } from '../ports/configuration';
import type { Secret } from '../ports/secret';
import { AcquirerRefusedError, AcquirerUnavailableError, ConfigurationError } from '../runtime/errors';
import type { HttpsClient, HttpsReply } from './https-client';

export interface AcquirerCall {
  readonly method: 'GET' | 'POST';
  /** Below the base URL, without a slash in front. */
  readonly path: string;
  readonly idempotencyKey?: string;
  readonly body?: unknown;
}

export type AcquirerAnswer =
  | { readonly kind: 'success'; readonly body: unknown }
  /** Not executed, and never will be; what was wrong with this one request. */
  | { readonly kind: 'refused'; readonly code: string; readonly pointer?: string }
  /** Perhaps executed. */
  | { readonly kind: 'unknown'; readonly reason: 'time-out' | 'connection' | 'server-error' };

const problemSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ executed: v.boolean(), code: v.string(), pointer: v.optional(v.string()) }),
);
const jsonSchema = v.pipe(v.string(), v.parseJson());

/** Statuses by which a gateway or the acquirer turns away every request of ours, before looking into it. */
const TURNED_AWAY = new Set([401, 403, 405]);
const TRY_LATER = new Set([429, 503]);

/** The acquirer's HTTP API: base URL from the configuration, API key from the secret, and what each failure means. */
export class AcquirerClient {
  constructor(
    private readonly https: HttpsClient,
    private readonly configuration: Configuration,
    private readonly apiKey: Secret,
  ) {}

  /** Makes the connection that the first call will take. */
  async connectEarly(): Promise<void> {
    this.https.connectEarly(await this.baseUrl());
  }

  async call(call: AcquirerCall): Promise<AcquirerAnswer> {
    const first = await this.send(call);
    if (first.outcome !== 'answered' || first.status !== 401) return this.interpret(first);
    this.apiKey.forget();
    return this.interpret(await this.send(call));
  }

  private async send({ method, path, idempotencyKey, body }: AcquirerCall): Promise<HttpsReply> {
    return this.https.send({
      method,
      url: new URL(path, await this.baseUrl()),
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${await this.apiKey.read()}`,
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  private async baseUrl(): Promise<URL> {
    const text = await this.configuration.require(ParameterName.ACQUIRER_URL);
    const url = URL.parse(text.endsWith('/') ? text : `${text}/`);
    if (url?.protocol === 'https:' && url.username === '' && url.password === '') return url;
    throw new ConfigurationError(`parameter '${ParameterName.ACQUIRER_URL}' must be an https URL without credentials`);
  }

  private interpret(reply: HttpsReply): AcquirerAnswer {
    if (reply.outcome === 'not-sent') {
      throw new AcquirerUnavailableError(`acquirer was not reached (${reply.errorCode})`);
    }
    if (reply.outcome === 'no-answer') return { kind: 'unknown', reason: reply.cause };
    if (reply.status >= 200 && reply.status < 300) {
      const parsed = v.safeParse(jsonSchema, reply.body);
      return parsed.success ? { kind: 'success', body: parsed.output } : { kind: 'unknown', reason: 'server-error' };
    }
    return this.interpretError(reply.status, reply.body);
  }

  /** A status alone proves little, since a proxy may have answered after the acquirer executed; `executed` is the acquirer's word. */
  private interpretError(status: number, body: string): AcquirerAnswer {
    if (TURNED_AWAY.has(status))
      throw new AcquirerRefusedError(`acquirer turned the request away with status ${status}`);
    const problem = v.safeParse(problemSchema, body);
    if (!problem.success || problem.output.executed) return { kind: 'unknown', reason: 'server-error' };
    if (TRY_LATER.has(status)) throw new AcquirerUnavailableError(`acquirer asked to try later with status ${status}`);
    const { code, pointer } = problem.output;
    return { kind: 'refused', code, ...(pointer !== undefined && { pointer }) };
  }
}
