import type { awscdk } from 'projen';

/** Tries fraud rules on payments that were decided before they are put in force. */
export function configureFraudReplay(project: awscdk.AwsCdkConstructLibrary): void {
  project.setScript('fraud:replay', 'tsx --tsconfig test/tsconfig.json tools/fraud-replay/cli.ts');
}
