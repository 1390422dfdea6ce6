import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a page's server answers with, by path. */
export interface Site {
  readonly page: () => string | Promise<string>;
  /** What the page asks for again and again. @default - it never asks */
  readonly view?: (query: URLSearchParams) => object | Promise<object>;
}

export interface SiteServer {
  readonly url: string;
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';

const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
};

/** Serves a page to this machine only. @param port 0 for a free one */
export async function serve(site: Site, port = 0): Promise<SiteServer> {
  const server = createServer((request, response) => {
    answer(site, request, response).catch((error: unknown) => {
      send(response, 500, 'text/plain', error instanceof Error ? error.message : 'no answer');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${HOST}:${taken}/`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', `http://${HOST}`);
  // another site's name that leads to this machine must not read what is here
  if (!isOwnName(request.headers.host)) return send(response, 403, 'text/plain', 'this server has another name');
  if (request.method !== 'GET') return send(response, 405, 'text/plain', 'only GET');
  if (pathname === '/') return send(response, 200, 'text/html; charset=utf-8', await site.page());
  if (pathname === '/view.json' && site.view) {
    return send(response, 200, 'application/json', JSON.stringify(await site.view(searchParams)));
  }
  return send(response, 404, 'text/plain', 'there is nothing here');
}

const isOwnName = (host = '') => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host);

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { ...HEADERS, 'content-type': type }).end(body);
}
