/**
 * tsx projenrc/scripts/run-steps.ts [step …]
 *
 * Runs the steps named, or all that tests need, but for those that would make what is there: `npx projen test` alone never tests
 * what was built from yesterday's code, and never builds it twice.
 */
import { repository } from './assets/files';
import { buildStep, buildSteps } from './build-steps';

const names = process.argv.slice(2);

for (const step of names.length > 0 ? names.map((name) => buildStep(repository, name)) : buildSteps(repository)) {
  const status = step.run();
  if (status !== 0) process.exit(status);
}
