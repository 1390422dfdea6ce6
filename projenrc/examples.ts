import type { awscdk } from 'projen';

/** The example apps: synthesized in one process into cdk.out/<example>, verified as integration snapshots without an account. */
export function configureExamples(project: awscdk.AwsCdkConstructLibrary): void {
  project.tasks.removeTask('synth');
  project.addTask('synth', {
    description: 'Synthesize every example into cdk.out/<example>: npx projen synth -c environmentSuffix=pr42',
    exec: 'tsx --tsconfig test/tsconfig.json examples/synth.ts',
    receiveArgs: true,
  });
  project.addTask('alarms', {
    description: 'Write the tables of alarms in docs/operations.md anew, from the examples',
    exec: 'tsx --tsconfig test/tsconfig.json projenrc/scripts/write-alarm-tables.ts',
  });
  const runner =
    'integ-runner --directory integ --language typescript --app "tsx --tsconfig test/tsconfig.json {filePath}"';
  const env = { AWS_EC2_METADATA_DISABLED: 'true' };
  project.addTask('integ', { description: 'Verify the integration snapshots', env, exec: runner, receiveArgs: true });
  project.addTask('integ:snapshot', {
    description: 'Write the integration snapshots anew, without deploying',
    env,
    steps: [
      { exec: 'rm -rf integ/*.snapshot' }, // else the runner refuses to write what would replace a resource
      { exec: `${runner} --parallel-regions us-east-1 --update-on-failed --dry-run`, receiveArgs: true },
      { exec: 'tsx projenrc/scripts/blank-metadata.ts' },
    ],
  });
  // bundles are built, not kept: the runner compares templates and leaves asset hashes out
  for (const path of ['/integ/**/asset.*', 'cdk-integ.out.*', 'cdk.out/', '/cfn-outputs/'])
    project.gitignore.exclude(path);
}
