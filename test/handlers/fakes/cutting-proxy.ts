import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface CuttingProxy {
  readonly port: number;
  /** The next answer of the server is swallowed, and its connection cut: what the server did stays done. */
  cutNextAnswer(): void;
  stop(): Promise<void>;
}

/** Passes everything on to a server of this machine, until it is told to cut. */
export async function startCuttingProxy(target: number): Promise<CuttingProxy> {
  let cutting = false;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    const both = [client, upstream];
    const cut = () => both.forEach((socket) => void socket.destroy());
    for (const socket of both) {
      sockets.add(socket);
      socket.on('error', cut).on('close', cut);
    }
    client.on('data', (data) => upstream.write(data));
    upstream.on('data', (data) => {
      if (!cutting) return void client.write(data);
      cutting = false;
      cut();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cutNextAnswer: () => {
      cutting = true;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
