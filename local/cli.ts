import { audit } from './commands/audit';
import { dashboard } from './commands/dashboard';
import { demo } from './commands/demo';
import { down } from './commands/down';
import { logs } from './commands/logs';
import { operator } from './commands/operator';
import { pay } from './commands/pay';
import { psql } from './commands/psql';
import { redrive } from './commands/redrive';
import { rotate } from './commands/rotate';
import { status } from './commands/status';
import { up } from './commands/up';
import { stopProcessesWhenInterrupted } from './process/interruption';

const USAGE = `usage: npm run demo
       npm run local -- up <example>        start, deploy, keep running; again, to deploy changes
                        pay [--all]         post a payment, or every scenario
                        status              what runs, queues, payments by status
                        dashboard [example] the dashboard's page, with what was measured
                        logs <function>     what a function logged
                        psql [SQL]          look into the ledger
                        audit               seal the audit trail, and verify it
                        rotate              rotate the database credentials now
                        operator [payment]  cases that wait for a person; have the acquirer asked again
                        redrive             move dead letters back to their queues
                        down                stop everything
`;

type Command = (args: readonly string[]) => Promise<number>;

const FIRST_EXAMPLE = 'single-region-platform';

const COMMANDS: Readonly<Record<string, Command>> = {
  demo: ([example]) => demo(example ?? FIRST_EXAMPLE),
  up: ([example]) => up(example ?? FIRST_EXAMPLE),
  pay,
  status,
  dashboard,
  logs,
  psql,
  audit,
  rotate,
  operator,
  redrive,
  down,
};

async function main(): Promise<number> {
  const command = COMMANDS[process.argv[2] ?? ''];
  if (!command) {
    process.stderr.write(USAGE);
    return 2;
  }
  return command(process.argv.slice(3));
}

stopProcessesWhenInterrupted();
main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'the command failed'}\n`);
    process.exitCode = 1;
  },
);
