import type { Rule, SourceFile } from './source-files';

const SAY_NOTHING = ['util', 'utils', 'common', 'helper', 'helpers', 'core', 'misc', 'shared'];
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const OWN_TREES = /^(src|handlers|local|examples|integ|bench|tools|test|projenrc)\//;

/** A name that fits everything is where everything ends up. */
export const namesSaySomething: Rule = (files) =>
  files.flatMap(({ path }) =>
    path
      .split('/')
      .map((part) => part.replace(/\..*$/, ''))
      .filter((part) => SAY_NOTHING.includes(part))
      .map((part) => `${path}: '${part}' says nothing; name what it holds`),
  );

export const namesAreKebabCase: Rule = (files) =>
  files
    .filter(({ path }) => OWN_TREES.test(path) && path.endsWith('.ts'))
    .flatMap(({ path }) => {
      const wrong = path.split('/').find((part) => !KEBAB.test(part.replace(/^\./, '').split('.')[0]));
      return wrong ? [`${path}: '${wrong}' is not kebab-case`] : [];
    });

/** A construct's home is never a guess: a folder of its name, with a barrel. */
export const constructFoldersHaveABarrel: Rule = (files) => {
  const paths = new Set(files.map(({ path }) => path));
  return constructFolders(files)
    .filter((folder) => !paths.has(`src/${folder}/index.ts`))
    .map((folder) => `src/${folder}: no index.ts`);
};

/** The public barrel names every construct folder, so nothing built is forgotten. */
export const barrelNamesEveryConstruct: Rule = (files) => {
  const barrel = files.find(({ path }) => path === 'src/index.ts')?.text ?? '';
  return constructFolders(files)
    .filter((folder) => !barrel.includes(`'./${folder}'`))
    .map((folder) => `src/index.ts: does not export './${folder}'`);
};

function constructFolders(files: SourceFile[]): string[] {
  const folders = files.map(({ path }) => /^src\/([^/]+)\//.exec(path)?.[1]);
  return [...new Set(folders)].filter(
    (folder) => folder !== undefined && !['contract', 'private'].includes(folder),
  ) as string[];
}
