import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface TlsServer {
  readonly port: number;
  /** Requests that reached the server, whatever became of them. */
  received(): number;
  /** Handshakes that were finished. */
  connections(): number;
  stop(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const HANDLERS: Readonly<Record<string, Handler>> = {
  '/echo': (_request, response, body) => response.end(body),
  '/silence': () => undefined,
  '/half': (_request, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('half');
  },
  '/cut': (_request, response) => response.destroy(),
  '/flood': (_request, response) => response.end('x'.repeat(65 * 1024)),
  '/redirect': (_request, response) => response.writeHead(302, { location: '/echo' }).end(),
};

/** An HTTPS server that misbehaves on request. */
export async function startTlsServer(
  { certificate, privateKey }: { readonly certificate: string; readonly privateKey: string },
  handlers: Readonly<Record<string, Handler>> = {},
): Promise<TlsServer> {
  let received = 0;
  let connections = 0;
  const used = new WeakSet<object>();
  const cutWhenReused: Handler = (request, response, body) => {
    if (used.has(request.socket)) response.destroy();
    else response.end(body);
    used.add(request.socket);
  };
  const all: Readonly<Record<string, Handler>> = { ...HANDLERS, '/cut-when-reused': cutWhenReused, ...handlers };
  const server = createServer({ cert: certificate, key: privateKey }, async (request, response) => {
    received += 1;
    let body = '';
    for await (const chunk of request) body += chunk;
    all[request.url ?? '']?.(request, response, body);
  });
  server.on('secureConnection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    received: () => received,
    connections: () => connections,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
