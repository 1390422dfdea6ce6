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
                        operator '{…}'      settle one on evidence: docs/payment-lifecycle.md#evidence
                        redrive             move dead letters back to their queues
                        down                stop everything
`;

type Command = (args: readonly string[]) => Promise<number>;

const FIRST_EXAMPLE = 'single-region-platform';

/** Each loads what it needs itself: all of them together take longer to load than most take to run. */
const COMMANDS: Readonly<Record<string, Command>> = {
  demo: async ([example]) => (await import('./commands/demo.js')).demo(example ?? FIRST_EXAMPLE),
  up: async ([example]) => (await import('./commands/up.js')).up(example ?? FIRST_EXAMPLE),
  pay: async (args) => (await import('./commands/pay.js')).pay(args),
  status: async () => (await import('./commands/status.js')).status(),
  dashboard: async (args) => (await import('./commands/dashboard.js')).dashboard(args),
  logs: async (args) => (await import('./commands/logs.js')).logs(args),
  psql: async (args) => (await import('./commands/psql.js')).psql(args),
  audit: async () => (await import('./commands/audit.js')).audit(),
  rotate: async () => (await import('./commands/rotate.js')).rotate(),
  operator: async (args) => (await import('./commands/operator.js')).operator(args),
  redrive: async () => (await import('./commands/redrive.js')).redrive(),
  down: async () => (await import('./commands/down.js')).down(),
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
