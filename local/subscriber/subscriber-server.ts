import { appendFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Delivery } from './deliveries';

export interface SubscriberOptions {
  /** PEM texts. */
  readonly certificate: string;
  readonly privateKey: string;
  /** One delivery a line, as JSON. */
  readonly recordFile: string;
}

const MAX_BODY_BYTES = 256 * 1024;

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error('body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
}

/** An HTTPS subscriber of a topic has to say yes once. */
async function confirm(body: string): Promise<void> {
  const { SubscribeURL } = JSON.parse(body);
  // the emulator forgets that it speaks TLS
  const answer = await fetch(String(SubscribeURL).replace(/^http:/, 'https:'));
  if (!answer.ok) throw new Error(`the subscription was not confirmed: ${answer.status}`);
}

async function receive(request: IncomingMessage, recordFile: string): Promise<void> {
  const body = await readBody(request);
  const headers = headersOf(request);
  if (headers['x-amz-sns-message-type'] === 'SubscriptionConfirmation') return confirm(body);
  const channel = request.url === '/topic' ? 'topic' : 'webhook';
  const delivery: Delivery = { receivedAt: new Date().toISOString(), channel, headers, body };
  appendFileSync(recordFile, `${JSON.stringify(delivery)}\n`);
}

/** The merchant's side over HTTPS: takes everything, writes it down, judges nothing. */
export async function startSubscriber(options: SubscriberOptions): Promise<{ port: number; stop(): Promise<void> }> {
  writeFileSync(options.recordFile, '');
  const server = createServer({ cert: options.certificate, key: options.privateKey }, (request, response) => {
    receive(request, options.recordFile).then(
      () => response.writeHead(204).end(),
      () => response.writeHead(400).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
