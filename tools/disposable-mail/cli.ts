import { disposableMail, USAGE } from './disposable-mail';

const args = process.argv.slice(2);
const wantsHelp = args.length === 0 || args.includes('--help');

if (wantsHelp) {
  process.stdout.write(USAGE);
  process.exitCode = args.length === 0 ? 2 : 0;
} else {
  disposableMail(args, new Date()).then(
    (done) => process.stdout.write(done),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : 'the command failed'}\n`);
      process.exitCode = 1;
    },
  );
}
