import { join } from 'node:path';
import { BuildStamp } from './assets/build-stamp';
import { repository } from './assets/files';

/** Whatever the bundles are made of; the lock file stands for the packages, and `npm ci` removes the stamp. */
const INPUTS = [
  'handlers',
  'tools',
  'src',
  'projenrc',
  'package.json',
  'package-lock.json',
  'README.md',
  'tsconfig.json',
];
const OUTPUTS = ['assets', 'docs/openapi.yaml'];

/** Builds `assets/` and the document of the API, unless they are what these very inputs made. */
async function build(): Promise<void> {
  const stamp = new BuildStamp({
    folder: repository,
    file: join(repository, 'node_modules', '.cache', 'assets.sha256'),
    inputs: INPUTS,
    outputs: OUTPUTS,
  });
  if (stamp.isFresh()) {
    console.log('assets/ is what its sources make: nothing to build');
    return;
  }
  const built = stamp.ofInputs();
  const { buildAssets } = await import('./assets/build.js');
  await buildAssets();
  stamp.write(built);
}

build().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
