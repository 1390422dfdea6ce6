import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Agent } from 'node:https';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Deployment } from '../deploy/deployment';
import { agentTrusting, send } from '../network/send';

export interface ApiAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Parsed body; `undefined` when it is not JSON. */
  readonly json: unknown;
}

export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  /** Below the API's base URL, without a slash in front. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** A client that forgot to sign. @default true */
  readonly signed?: boolean;
}

/** SHA-256 as the signer wants it. */
class Sha256 {
  private readonly hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(bytesOf(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }

  reset(): void {
    throw new Error('a hash is used once');
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Calls the deployed API as a merchant's system does, each request signed. */
export class ApiClient {
  private readonly signer: SignatureV4;
  private readonly agent: Agent;

  constructor(
    private readonly deployment: Deployment,
    caFile: string,
  ) {
    this.agent = agentTrusting(readFileSync(caFile, 'utf8'));
    this.signer = new SignatureV4({
      service: 'execute-api',
      region: deployment.region,
      credentials: deployment.merchant,
      sha256: Sha256,
    });
  }

  /** Follows a `Location`, whose path begins with the stage. */
  pathOf(location: string): string {
    const stage = new URL(this.deployment.apiUrl).pathname.split('/').at(-2);
    return location.replace(new RegExp(`^/${stage}/`), '').replace(/^\//, '');
  }

  async call(request: ApiRequest): Promise<ApiAnswer> {
    const url = new URL(request.path, this.deployment.apiUrl);
    const headers = request.signed === false ? request.headers : await this.signedHeaders(request, url);
    const { method, body } = request;
    const answer = await send({ method, url, headers, body, agent: this.agent });
    const entries = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
    const answered: Record<string, string> = Object.fromEntries(entries);
    return {
      status: answer.status,
      contentType: answered['content-type'] ?? '',
      headers: answered,
      text: answer.text,
      json: parse(answer.text),
    };
  }

  private async signedHeaders({ method, headers, body }: ApiRequest, url: URL): Promise<Record<string, string>> {
    const signed = await this.signer.sign({
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      port: Number(url.port),
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: { ...headers, host: url.host },
      body,
    });
    return signed.headers;
  }
}
