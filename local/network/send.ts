import { type IncomingHttpHeaders, request as requestPlainly } from 'node:http';
import { Agent, request as requestOverTls } from 'node:https';

export interface HttpMessage {
  readonly method: string;
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** @default - what Node.js trusts */
  readonly agent?: Agent;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Keeps connections, and trusts one authority. */
export function agentTrusting(ca: string | undefined): Agent {
  return new Agent({ ca, keepAlive: true });
}

/** One request and its answer, whatever status it has. */
export function send({ method, url, headers, body, agent }: HttpMessage): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const isSecure = url.protocol === 'https:';
    const options = { method, headers, ...(isSecure && { agent }) };
    const outgoing = (isSecure ? requestOverTls : requestPlainly)(url, options, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk) => chunks.push(chunk));
      incoming.once('error', reject);
      incoming.once('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text });
      });
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
