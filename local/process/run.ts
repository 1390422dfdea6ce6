import { GuardedProcess, type GuardedProcessOptions } from './guarded-process';

/** Runs a command to its end; fails with its last lines if it does. */
export async function run(options: GuardedProcessOptions): Promise<void> {
  const command = new GuardedProcess(options);
  const status = await command.ended;
  if (status === 0) return;
  throw new Error(
    `'${options.command} ${options.args?.[0] ?? ''}' ended with status ${status}:\n${command.lastWords()}`,
  );
}
