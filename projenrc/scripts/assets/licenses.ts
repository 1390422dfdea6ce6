import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { repository } from './files';

export const LICENSES_FILE = 'THIRD-PARTY-LICENSES.txt';

const RULE = '-'.repeat(80);
const PACKAGE_FOLDER = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const LICENSE_TEXT = /^(licen[cs]e|copying|notice)(\.(md|txt))?$/i;

/** Names, versions and licence texts of everything the bundles hold: what their licences ask of who passes them on. */
export function thirdPartyLicenses(metafiles: readonly Metafile[]): string {
  const paths = metafiles.flatMap(({ outputs }) => Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs)));
  const folders = new Set(paths.flatMap((path) => PACKAGE_FOLDER.exec(path)?.[1] ?? []));
  const packages = new Map([...folders].map((folder) => packageIn(join(repository, folder))));
  const byText = Map.groupBy([...packages].sort(), ([, text]) => text);
  return [...byText]
    .map(([text, group]) => `${group.map(([title]) => title).join('\n')}\n\n${text}\n`)
    .join(`\n${RULE}\n`);
}

/** Title and licence text. */
function packageIn(folder: string): [string, string] {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) throw new Error(`'${folder}' must have a package.json to name its licence`);
  const { name, version, license } = JSON.parse(readFileSync(manifest, 'utf8'));
  if (typeof license !== 'string') throw new Error(`'${name}' must name its licence in package.json, or be left out`);
  const texts = readdirSync(folder).filter((file) => LICENSE_TEXT.test(file));
  const text = texts.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [
    `${name} ${version} (${license})`,
    text.length > 0 ? text.join('\n\n') : 'The package names its licence and brings no text.',
  ];
}
