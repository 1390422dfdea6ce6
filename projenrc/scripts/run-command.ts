import { spawnSync } from 'node:child_process';

export interface RunCommandOptions {
  /** @default - the current folder */
  readonly cwd?: string;
  /** Beside that of this process. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs it for all to see; ends this process with its status where it fails. */
export function runCommand(
  command: string,
  args: readonly string[],
  { cwd, environment }: RunCommandOptions = {},
): void {
  const { status } = spawnSync(command, args, { stdio: 'inherit', cwd, env: { ...process.env, ...environment } });
  if (status !== 0) process.exit(status ?? 1);
}
