import type { awscdk } from 'projen';

/** Function bundles, migrations and contract schemas are built before jsii compiles, and shipped in the npm package. */
export function configureAssets(project: awscdk.AwsCdkConstructLibrary): void {
  const assets = project.addTask('assets', {
    description: 'Type-check the handlers and the page, and build assets/: bundles, migrations, contract',
    steps: [
      { exec: 'tsc -p handlers' },
      { exec: 'tsc -p tools/payment-dashboard/page' },
      { exec: 'tsx projenrc/scripts/build-assets.ts' },
    ],
  });
  project.preCompileTask.spawn(assets);
  project.gitignore.exclude('/assets/');
  project.npmignore?.include('/assets/');
}
