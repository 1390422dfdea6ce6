import type { awscdk } from 'projen';

/** The embedded local cloud: one command to see everything run, and one to keep it running. */
export function configureLocalCloud(project: awscdk.AwsCdkConstructLibrary): void {
  project.setScript('demo', 'tsx --tsconfig test/tsconfig.json local/cli.ts demo single-region-platform');
  project.setScript('local', 'tsx --tsconfig test/tsconfig.json local/cli.ts');
}
