import type { awscdk } from 'projen';
import { runSteps } from './steps';

/** Function bundles, migrations and contract schemas are built before jsii compiles, and shipped in the npm package. */
export function configureAssets(project: awscdk.AwsCdkConstructLibrary): void {
  const assets = project.addTask('assets', {
    description: 'Type-check the handlers and the page, and build assets/: bundles, migrations, contract',
    exec: runSteps('check-handlers', 'check-page', 'assets'),
  });
  project.preCompileTask.spawn(assets);
  project.gitignore.exclude('/assets/');
  project.npmignore?.include('/assets/');
}
