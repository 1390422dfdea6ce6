import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What a cloud runs from its start to its end. Everything else is read anew by each command, or deployed by `up`. */
const HELD = [
  'acquirer',
  'aws-access.ts',
  'certificates',
  'cloud-state.ts',
  'cloud.ts',
  'database',
  'emulator',
  'held-code.ts',
  'keeper.ts',
  'metrics',
  'network',
  'postgres',
  'process',
  'repository.ts',
  'subscriber',
];

/** Digests by path below `local/`. */
export type HeldCode = Readonly<Record<string, string>>;

const isCode = (path: string) => !/\.md$|__pycache__/.test(path);

export function heldCode(folder: string = __dirname): HeldCode {
  const files = HELD.flatMap((name) => filesIn(join(folder, name))).filter(isCode);
  const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
  return Object.fromEntries(files.sort().map((file) => [relative(folder, file), digest(file)]));
}

function filesIn(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/**
 * Fails where a cloud was started by other code than that of now. The emulator would go on as it was mended then, under
 * templates that rest on how it is mended now: rights that are narrower since would be denied, for instance.
 */
export function requireHeldCode(held: HeldCode | undefined, now: HeldCode = heldCode()): void {
  const paths = new Set([...Object.keys(held ?? {}), ...Object.keys(now)]);
  const changed = [...paths].filter((path) => held?.[path] !== now[path]).sort();
  if (changed.length === 0) return;
  const [first, ...others] = changed;
  const files = others.length === 0 ? `local/${first}` : `local/${first} and ${others.length} more files`;
  throw new Error(
    `the cloud that is up runs code of before ${files} changed: end it first with 'npm run local -- down'`,
  );
}
