import type { awscdk } from 'projen';
import { runSteps } from './steps';

/** What takes longest starts first. */
export function configureJest(project: awscdk.AwsCdkConstructLibrary): void {
  const jest = project.jest;
  if (!jest) throw new Error('jest is part of every awscdk library');
  jest.config.collectCoverage = false;
  jest.config.maxWorkers = 3; // for two processors: who deploys, or waits for a message, leaves one idle
  jest.config.testTimeout = 60_000;
  jest.config.testMatch = ['<rootDir>/test/**/*.test.ts'];
  jest.config.modulePathIgnorePatterns = ['<rootDir>/(dist|cdk.out|.local|.package)/'];
  jest.config.setupFiles = ['<rootDir>/projenrc/scripts/without-creation-stacks.cjs'];
  jest.config.testSequencer = '<rootDir>/projenrc/scripts/longest-first-sequencer.cjs';
  jest.config.moduleNameMapper = { '^@org/payment-constructs$': '<rootDir>/src/index.ts' };
  jest.addReporter(['<rootDir>/projenrc/scripts/closing-line-reporter.cjs', {}] as never);
  project.testTask.prependExec(runSteps()); // types, and the package that is tested
  project.tasks.addEnvironment('JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION', '1');
  for (const ignored of ['/test-results/', '/.local/', '/.package/']) project.gitignore.exclude(ignored);
}
