import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { type Agent, request } from 'node:https';
import { TLSSocket } from 'node:tls';
import { EarlyAgent } from './early-agent';

export interface HttpsRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type HttpsReply =
  | {
      readonly outcome: 'answered';
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly body: string;
    }
  /** Name, connection or TLS failed: not one byte of the request left this process. */
  | { readonly outcome: 'not-sent'; readonly errorCode: string }
  /** Sent, as a whole or in part, and no complete answer came. */
  | { readonly outcome: 'no-answer'; readonly cause: 'time-out' | 'connection'; readonly errorCode: string };

export interface HttpsClientOptions {
  /** For name, connection and TLS together. @default 2000 */
  readonly connectMilliseconds?: number;
  /** For the whole request, connecting included. @default 8000 */
  readonly totalMilliseconds?: number;
  /** PEM texts to trust. @default - what Node.js trusts, NODE_EXTRA_CA_CERTS included */
  readonly certificateAuthorities?: readonly string[];
}

const MAX_ANSWER_BYTES = 64 * 1024;

type Failure = Exclude<HttpsReply, { outcome: 'answered' }>;

/** An error that says how far the request got. */
class Attempt {
  private sent = false;
  private timedOut = false;
  /** The connection was there, and verified, before this request was. */
  private found = false;

  constructor(
    private readonly outgoing: ClientRequest,
    body: string | undefined,
    connectMilliseconds: number,
    totalMilliseconds: number,
  ) {
    const connectTimer = setTimeout(() => this.expire(), connectMilliseconds);
    const totalTimer = setTimeout(() => this.expire(), totalMilliseconds);
    const send = () => {
      clearTimeout(connectTimer);
      this.sent = true;
      outgoing.end(body);
    };
    // Written only once the peer is verified, so that "not sent" is certain and not a matter of buffering.
    outgoing.once('socket', (socket) => {
      this.found = outgoing.reusedSocket || (socket instanceof TLSSocket && socket.authorized);
      if (this.found) send();
      else socket.once('secureConnect', send);
    });
    outgoing.once('close', () => {
      clearTimeout(connectTimer);
      clearTimeout(totalTimer);
    });
  }

  failure(error: NodeJS.ErrnoException): Failure {
    const errorCode = this.timedOut ? 'TIMEOUT' : (error.code ?? error.name);
    if (!this.sent) return { outcome: 'not-sent', errorCode };
    return { outcome: 'no-answer', cause: this.timedOut ? 'time-out' : 'connection', errorCode };
  }

  /** A server may close an idle connection just when it is used again, above all after a function was frozen. */
  hitStaleConnection(failure: Failure): boolean {
    return this.found && failure.outcome === 'no-answer' && failure.cause === 'connection';
  }

  private expire(): void {
    this.timedOut = true;
    this.outgoing.destroy(new Error('time-out'));
  }
}

async function readAnswer(incoming: IncomingMessage): Promise<HttpsReply> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) {
      incoming.destroy();
      return { outcome: 'no-answer', cause: 'connection', errorCode: 'ANSWER_TOO_LARGE' };
    }
    chunks.push(chunk);
  }
  return {
    outcome: 'answered',
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

/**
 * HTTPS with bounded time, verified peers, no redirects, and an exact account of what became of a request.
 * A stale kept-alive connection is replaced once: send only requests that may be repeated.
 */
export class HttpsClient {
  private readonly connectMilliseconds: number;
  private readonly totalMilliseconds: number;
  private readonly tls: { readonly minVersion: 'TLSv1.2'; readonly ca?: string[] };
  private readonly agent: EarlyAgent;

  constructor(options: HttpsClientOptions = {}) {
    this.connectMilliseconds = options.connectMilliseconds ?? 2_000;
    this.totalMilliseconds = options.totalMilliseconds ?? 8_000;
    this.tls = {
      minVersion: 'TLSv1.2',
      ...(options.certificateAuthorities && { ca: [...options.certificateAuthorities] }),
    };
    this.agent = new EarlyAgent({ keepAlive: true, maxSockets: 64, ...this.tls });
  }

  async send(outgoing: HttpsRequest): Promise<HttpsReply> {
    if (outgoing.url.protocol !== 'https:') throw new Error(`'url' must be https, got ${outgoing.url.protocol}//`);
    const first = await this.attempt(outgoing, this.agent);
    if (first !== 'stale-connection') return first;
    const second = await this.attempt(outgoing, false);
    return second === 'stale-connection'
      ? { outcome: 'no-answer', cause: 'connection', errorCode: 'ECONNRESET' }
      : second;
  }

  /** Makes the connection that the first request to this origin will take. */
  connectEarly(url: URL): void {
    this.agent.connectEarly(url);
  }

  /** Closes the connections kept alive. */
  close(): void {
    this.agent.destroy();
  }

  private attempt(outgoing: HttpsRequest, agent: Agent | false): Promise<HttpsReply | 'stale-connection'> {
    const { method, url, body } = outgoing;
    const headers =
      body === undefined ? outgoing.headers : { ...outgoing.headers, 'content-length': `${Buffer.byteLength(body)}` };
    return new Promise((resolve) => {
      const clientRequest = request(url, { method, headers, agent, ...this.tls });
      const attempt = new Attempt(clientRequest, body, this.connectMilliseconds, this.totalMilliseconds);
      clientRequest.once('response', (incoming) => {
        readAnswer(incoming).then(resolve, (error: NodeJS.ErrnoException) => resolve(attempt.failure(error)));
      });
      clientRequest.on('error', (error: NodeJS.ErrnoException) => {
        const failure = attempt.failure(error);
        resolve(attempt.hitStaleConnection(failure) ? 'stale-connection' : failure);
      });
    });
  }
}
