import { repository } from './assets/files';
import { buildStep } from './build-steps';

/** Builds `assets/` and the document of the API, unless they are what these very inputs made. */
async function build(): Promise<void> {
  const { stamp } = buildStep(repository, 'assets');
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
