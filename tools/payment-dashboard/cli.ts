import { USAGE } from './options';
import { preview } from './preview';

const args = process.argv.slice(2);
const wantsHelp = args.length === 0 || args.includes('--help');

if (wantsHelp) {
  process.stdout.write(USAGE);
  process.exitCode = args.length === 0 ? 2 : 0;
} else {
  preview(args, (text) => process.stdout.write(text)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'the command failed'}\n`);
    process.exitCode = 1;
  });
}
