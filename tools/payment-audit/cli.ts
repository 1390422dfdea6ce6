import { USAGE } from './options';
import { paymentAudit } from './payment-audit';

/** The command could not do its work; 1 says that it did, and that the trail is broken. */
const FAILED = 2;
const args = process.argv.slice(2);

if (args.length === 0 || args.includes('--help')) {
  process.stdout.write(USAGE);
  process.exitCode = args.length === 0 ? FAILED : 0;
} else {
  paymentAudit(args, (text) => process.stdout.write(text)).then(
    (status) => {
      process.exitCode = status;
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : 'the command failed'}\n`);
      process.exitCode = FAILED;
    },
  );
}
