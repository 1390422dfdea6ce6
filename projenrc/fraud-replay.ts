import type { awscdk } from 'projen';

/** Tries fraud rules on payments that were decided before they are put in force, and loads lists too long for a rule. */
export function configureFraudReplay(project: awscdk.AwsCdkConstructLibrary): void {
  project.setScript('fraud:replay', 'tsx --tsconfig test/tsconfig.json local/fraud-replay.ts');
  project.setScript('fraud:disposable-mail', 'tsx --tsconfig test/tsconfig.json tools/disposable-mail/cli.ts');
}
