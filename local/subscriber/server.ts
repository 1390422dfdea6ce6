import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startSubscriber } from './subscriber-server';

/** `tsx local/subscriber/server.ts --certificate cert.pem --private-key key.pem --record deliveries.jsonl`; prints `{"port":…}`. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { certificate: { type: 'string' }, 'private-key': { type: 'string' }, record: { type: 'string' } },
  });
  if (!values.certificate || !values['private-key'] || !values.record) {
    throw new Error('--certificate, --private-key and --record must be given');
  }
  const server = await startSubscriber({
    certificate: readFileSync(values.certificate, 'utf8'),
    privateKey: readFileSync(values['private-key'], 'utf8'),
    recordFile: values.record,
  });
  process.stdout.write(`${JSON.stringify({ port: server.port })}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'the subscriber did not start'}\n`);
  process.exitCode = 1;
});
