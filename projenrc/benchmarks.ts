import type { awscdk } from 'projen';

/** Speed against references that are measured in the same run: `npm run bench`, or `npm run bench -- <name> …`. */
export function configureBenchmarks(project: awscdk.AwsCdkConstructLibrary): void {
  project.setScript('bench', 'tsx --tsconfig test/tsconfig.json bench/cli.ts');
}
