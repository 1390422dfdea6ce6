import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Book } from './book';
import { Refusal } from './refusal';
import { type Acquirer, type Answer, route } from './routes';
import { SettlementBook } from './settlement-book';
import { SubmissionBook } from './submission-book';
import { Vault } from './vault';

export interface AcquirerServerOptions {
  /** PEM texts; the certificate may bring its chain. */
  readonly certificate: string;
  readonly privateKey: string;
  readonly apiKey: string;
  /** @default - a free port */
  readonly port?: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** How long the slow card takes. @default 2000 */
  readonly slowMilliseconds?: number;
}

export interface AcquirerServer {
  readonly port: number;
  readonly book: Book;
  readonly submissions: SubmissionBook;
  readonly vault: Vault;
  stop(): Promise<void>;
}

const MAX_BODY_BYTES = 16 * 1024;
const digest = (text: string) => createHash('sha256').update(text).digest();

async function readBody(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Refusal(413, 'body-too-large');
    chunks.push(chunk);
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  } catch {
    // Answered below: the parser's message would quote the body.
  }
  throw new Refusal(400, 'body-not-an-object');
}

function send(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

async function answerCall(acquirer: Acquirer, expectedKey: Buffer, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'https://acquirer');
  if (url.pathname === '/v1/health') return { status: 200, body: { status: 'up' } };
  if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expectedKey))
    throw new Refusal(401, 'unauthorized');
  return route(acquirer, {
    method: request.method ?? 'GET',
    url,
    idempotencyKey: request.headers['idempotency-key'],
    body: () => readBody(request),
  });
}

function respond(response: ServerResponse, answer: Answer): void {
  if (answer === 'silence') return;
  if (answer === 'cut') response.destroy();
  else if ('text' in answer) send(response, answer.status, answer.contentType, answer.text);
  else send(response, answer.status, 'application/json', JSON.stringify(answer.body));
}

/** The acquirer over HTTPS. Keeps everything in memory, logs nothing. */
export async function startAcquirer(options: AcquirerServerOptions): Promise<AcquirerServer> {
  const book = new Book();
  const submissions = new SubmissionBook(book);
  const acquirer: Acquirer = {
    vault: new Vault(),
    book,
    submissions,
    settlements: new SettlementBook(submissions),
    slowMilliseconds: options.slowMilliseconds ?? 2000,
  };
  const expectedKey = digest(`Bearer ${options.apiKey}`);
  const tls = { cert: options.certificate, key: options.privateKey, minVersion: 'TLSv1.2' as const };
  const server = createServer(tls, (request, response) => {
    answerCall(acquirer, expectedKey, request).then(
      (answer) => respond(response, answer),
      (error: unknown) => {
        const refusal = error instanceof Refusal ? error : new Refusal(500, 'internal-error', undefined, true);
        send(response, refusal.status, 'application/problem+json', refusal.body());
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    book,
    submissions,
    vault: acquirer.vault,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
