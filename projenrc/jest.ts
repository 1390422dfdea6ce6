import type { awscdk } from 'projen';

/** The whole suite runs on two workers; the local cloud's own suites take the longest and start first. */
export function configureJest(project: awscdk.AwsCdkConstructLibrary): void {
  const jest = project.jest;
  if (!jest) throw new Error('jest is part of every awscdk library');
  jest.config.collectCoverage = false;
  jest.config.maxWorkers = 2;
  jest.config.testTimeout = 60_000;
  jest.config.testMatch = ['<rootDir>/test/**/*.test.ts'];
  jest.config.modulePathIgnorePatterns = ['<rootDir>/(dist|cdk.out|.local|.package)/'];
  jest.config.moduleNameMapper = { '^@org/payment-constructs$': '<rootDir>/src/index.ts' };
  jest.addReporter(['<rootDir>/projenrc/scripts/closing-line-reporter.cjs', {}] as never);
  project.testTask.prependExec('tsc -p test'); // jest transpiles file by file: types are checked here, once
  project.tasks.addEnvironment('JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION', '1');
  for (const ignored of ['/test-results/', '/.local/', '/.package/']) project.gitignore.exclude(ignored);
}
