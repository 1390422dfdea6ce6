import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where a host name of the real world is on this machine; `undefined` when it is not here. */
export type FindPort = (hostName: string) => Promise<number | undefined>;

export interface Directory {
  /** What the hook in every function asks. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Tells functions where the names they connect to are on this machine: `GET /hosts/<name>` -> `{"port":…}` or 404. */
export async function startDirectory(findPort: FindPort): Promise<Directory> {
  const server = createServer((request, response) => {
    const [, kind, name] = (request.url ?? '').split('/');
    const found = kind === 'hosts' && name ? findPort(decodeURIComponent(name)) : Promise.resolve(undefined);
    found.then(
      (port) => response.writeHead(port ? 200 : 404).end(JSON.stringify({ port })),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : ''),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
