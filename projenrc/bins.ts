import type { awscdk } from 'projen';
import { binNames, binPath } from './scripts/assets/bins';

/** Commands that users get with the package: `npx <name>`, each one file that the build bundles. */
export function configureBins(project: awscdk.AwsCdkConstructLibrary): void {
  project.addBins(Object.fromEntries(binNames().map((name) => [name, binPath(name)])));
}
