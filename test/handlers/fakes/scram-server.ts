import { createHmac } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { scramVerifier } from '../../../handlers/adapters/postgresql/scram-verifier';
import { freePort } from '../../../local/process/free-port';

const SALT = Buffer.alloc(16, 7);

/** A message of PostgreSQL's protocol: its kind, its length, and what it holds. */
function message(kind: string, ...parts: readonly (number | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : int32(part))));
  return Buffer.concat([Buffer.from(kind), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** Each chunk is one message here, since each side waits for the other. */
function converse(socket: Socket, serverKey: Buffer): void {
  let clientFirst = '';
  let serverFirst = '';
  const steps = [
    () => message('R', 10, 'SCRAM-SHA-256\0\0'),
    (text: string) => {
      clientFirst = text.slice(text.indexOf('n=*'));
      serverFirst = `r=${/r=(.*)$/.exec(clientFirst)?.[1]}server,s=${SALT.toString('base64')},i=4096`;
      return message('R', 11, serverFirst);
    },
    (text: string) => {
      const exchanged = [clientFirst, serverFirst, text.slice(text.indexOf('c='), text.indexOf(',p='))].join();
      const signature = createHmac('sha256', serverKey).update(exchanged).digest('base64');
      return Buffer.concat([message('R', 12, `v=${signature}`), message('R', 0), message('Z', 'I')]);
    },
  ];
  socket.on('data', (data) => {
    const answer = steps.shift()?.(data.toString());
    if (answer) socket.write(answer);
  });
  socket.on('error', () => undefined);
}

/** Lets everybody in, and proves that it knows this password. */
export async function startScramServer(password: string) {
  const serverKey = Buffer.from(scramVerifier(password, SALT).split(':').at(-1) ?? '', 'base64');
  const server = createServer((socket) => converse(socket, serverKey));
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { port, stop: () => server.close() };
}
