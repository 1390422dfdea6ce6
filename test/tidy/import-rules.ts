import { posix } from 'node:path';
import { importTable } from './import-table';
import { type Import, importsOf } from './imports';
import { isTypeScript, type Rule, type SourceFile } from './source-files';

/** Of what a construct folder holds, only its own files see `private/`; `src/private` has its rows in the table. */
const PRIVATE = /^(.+\/[^/]+)\/private\//;
const INNER = /^(src\/(?!private)[^/]+)\//;

const importsIn = (files: SourceFile[]): Import[] => files.filter(isTypeScript).flatMap(importsOf);

export const importsFollowTheTable: Rule = (files) =>
  importsIn(files).flatMap((one) => {
    const row = importTable.find(({ from }) => from.test(one.from));
    if (!row) return [finding(one, 'its folder has no row in test/tidy/import-table.ts')];
    const own = row.from.exec(one.from)?.[1] ?? '';
    const starts = [...row.ours, ...(one.typeOnly ? (row.types ?? []) : [])].map((start) => start.replace('$1', own));
    const allowed = one.ours
      ? starts.some((start) => isWithin(one.target, start))
      : row.packages.test(one.target) || (one.typeOnly && row.packageTypes?.test(one.target));
    return allowed ? [] : [finding(one, 'not in its row of test/tidy/import-table.ts')];
  });

/** A folder's barrel is for those outside: inside it hides who needs whom, and makes cycles. */
export const barrelsAreForOutsiders: Rule = (files) =>
  importsIn(files)
    .filter(({ from, target }) => {
      const folder = INNER.exec(from)?.[1];
      return folder !== undefined && [folder, `${folder}/index`].includes(posix.normalize(target).replace(/\/$/, ''));
    })
    .map((one) => finding(one, 'name the file, not the barrel of its own folder'));

export const privateStaysPrivate: Rule = (files) =>
  importsIn(files)
    .filter(({ from, target, ours }) => {
      const owner = PRIVATE.exec(target)?.[1];
      return ours && owner !== undefined && !from.startsWith(`${owner}/`) && !from.startsWith('test/');
    })
    .map((one) => finding(one, 'belongs to another folder; use what that folder exports'));

/** What runs in a function is an entry, and entries are started, not imported. */
export const handlersAreEntries: Rule = (files) =>
  importsIn(files)
    .filter(({ from, target }) => /^handlers\/[^/]+\/handler$/.test(target) && !from.startsWith('test/'))
    .map((one) => finding(one, 'import the use case beside it'));

export const noImportCycles: Rule = (files) => {
  const edges = new Map<string, string[]>();
  const paths = new Set(files.map(({ path }) => path));
  for (const { from, target, ours, typeOnly } of importsIn(files)) {
    const file = [`${target}.ts`, `${target}/index.ts`].find((path) => paths.has(path));
    if (ours && !typeOnly && file) edges.set(from, [...(edges.get(from) ?? []), file]);
  }
  return [...edges.keys()].flatMap((path) => {
    const way = wayBack(path, edges);
    return way && path === [...way].sort()[0]
      ? [`${way.join(' → ')} → ${path}: a cycle; take what both need into a file`]
      : [];
  });
};

/** The files on a shortest way from a file to itself. */
function wayBack(start: string, edges: Map<string, string[]>): string[] | undefined {
  const ways = [[start]];
  const seen = new Set<string>();
  for (let way = ways.shift(); way; way = ways.shift()) {
    for (const next of edges.get(way[way.length - 1]) ?? []) {
      if (next === start) return way;
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}

function isWithin(target: string, start: string): boolean {
  return start === '' || start.endsWith('/') ? target.startsWith(start) : `${target}/`.startsWith(`${start}/`);
}

function finding({ from, line, target }: Import, remedy: string): string {
  return `${from}:${line}: imports '${target}': ${remedy}`;
}
