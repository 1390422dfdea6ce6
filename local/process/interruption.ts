import { GuardedProcess } from './guarded-process';

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** From now on, Ctrl-C and its like first end everything this process started. */
export function stopProcessesWhenInterrupted(): void {
  for (const [signal, status] of Object.entries(SIGNALS)) {
    process.once(signal, () => {
      process.stderr.write('\nStopping …\n');
      // the same signal comes again from npm and from tsx: it must not cut the stopping short
      process.on(signal, () => undefined);
      GuardedProcess.stopAll().then(() => process.exit(status));
    });
  }
}
