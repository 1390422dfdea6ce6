import { startCloud } from './cloud';

/** `tsx local/keeper.ts <folder>`: holds a cloud between the commands that use it, until it is asked to end. */
const folder = process.argv[2];

startCloud(folder).then(
  (cloud) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => cloud.stop().then(() => process.exit(0)));
    }
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'the local cloud did not start'}\n`);
    process.exitCode = 1;
  },
);
