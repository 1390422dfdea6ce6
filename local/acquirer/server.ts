import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startAcquirer } from './acquirer-server';

/**
 * `tsx local/acquirer/server.ts --certificate cert.pem --private-key key.pem [--port 0] [--host 127.0.0.1] [--slow-milliseconds 2000]`
 * The API key comes in the environment variable ACQUIRER_API_KEY, so that no process list shows it.
 * Prints one line of JSON, `{"port":…}`, when it listens; ends on SIGINT and SIGTERM.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      certificate: { type: 'string' },
      'private-key': { type: 'string' },
      port: { type: 'string', default: '0' },
      host: { type: 'string', default: '127.0.0.1' },
      'slow-milliseconds': { type: 'string', default: '2000' },
    },
  });
  const apiKey = process.env.ACQUIRER_API_KEY;
  if (!values.certificate || !values['private-key'] || !apiKey) {
    throw new Error('--certificate, --private-key and the environment variable ACQUIRER_API_KEY must be given');
  }
  const server = await startAcquirer({
    certificate: readFileSync(values.certificate, 'utf8'),
    privateKey: readFileSync(values['private-key'], 'utf8'),
    apiKey,
    port: Number(values.port),
    host: values.host,
    slowMilliseconds: Number(values['slow-milliseconds']),
  });
  process.stdout.write(`${JSON.stringify({ port: server.port })}\n`);
  const stop = () => server.stop().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'the acquirer did not start'}\n`);
  process.exitCode = 1;
});
