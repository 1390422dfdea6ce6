import { Agent } from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect, type TLSSocket } from 'node:tls';

type CreateConnection = Agent['createConnection'];

/**
 * Keeps connections, and can make the first one before there is a request for it: the handshake with a peer that is far away then takes
 * its time beside other work. It is verified as any other. One that fails is forgotten: the request makes its own, and learns why.
 */
export class EarlyAgent extends Agent {
  private early?: { readonly peer: string; readonly socket: TLSSocket };

  /** Makes a connection, unless there is one that waits for its request. */
  connectEarly({ hostname: host, port: text }: URL): void {
    if (this.early?.socket.destroyed === false) return;
    const port = text === '' ? 443 : Number(text);
    const servername = isIP(host) === 0 ? host : '';
    const socket = connect({ ...this.options, path: undefined, host, port, servername });
    socket.on('error', () => undefined);
    socket.resume(); // a peer that closes it is noticed only while it is read
    socket.unref();
    this.early = { peer: `${host}:${port}`, socket };
  }

  override createConnection(...[options, callback]: Parameters<CreateConnection>): Duplex | null | undefined {
    const early = this.early;
    if (early?.peer !== `${options.host}:${options.port}`) return super.createConnection(options, callback);
    this.early = undefined;
    return early.socket.destroyed ? super.createConnection(options, callback) : early.socket.ref();
  }

  override destroy(): void {
    this.early?.socket.destroy();
    super.destroy();
  }
}
