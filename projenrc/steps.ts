/** The command of a task that runs steps of `scripts/build-steps.ts`: those named, or all that tests need. */
export function runSteps(...names: readonly string[]): string {
  return ['tsx projenrc/scripts/run-steps.ts', ...names].join(' ');
}
