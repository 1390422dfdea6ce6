import { execFileSync } from 'node:child_process';

/** Runs a command to its end and returns what it printed; what it said goes into the error if it fails. */
export function run(command: string, args: string[], folder: string, environment: Record<string, string> = {}): string {
  try {
    return execFileSync(command, args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, ...environment },
    });
  } catch (error) {
    const said = error as { stdout?: string; stderr?: string };
    throw new Error(`'${command} ${args.join(' ')}' failed:\n${said.stdout ?? ''}\n${said.stderr ?? ''}`);
  }
}
