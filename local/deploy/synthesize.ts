import { synthesize } from '../../examples/synth';

/** `tsx local/deploy/synthesize.ts <example> <folder> [key=value …]`: in a process of its own, because it keeps one busy. */
const [example, folder, ...context] = process.argv.slice(2);
synthesize({
  examples: [example],
  folder,
  context: Object.fromEntries(context.map((pair) => pair.split('=', 2))),
}).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'the example cannot be synthesized'}\n`);
  process.exitCode = 1;
});
