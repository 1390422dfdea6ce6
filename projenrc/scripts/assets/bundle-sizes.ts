import type { Metafile } from 'esbuild';

/** Limit for what is ours and our libraries', minified: what a cold start has to read and compile. */
export const OWN_CODE_LIMIT = 200_000;

export interface BundleSize {
  readonly name: string;
  readonly totalBytes: number;
  /** Without the modules that are in the bundle only because of the AWS SDK. */
  readonly ownBytes: number;
}

const SDK_MODULE = /(^|\/)node_modules\/(@aws-sdk|@smithy|@aws-crypto|@aws)\//;

/** Walks the imports from the entry without stepping into the SDK: what is not reached belongs to the SDK alone. */
export function sizeOf(name: string, metafile: Metafile): BundleSize {
  const [output] = Object.values(metafile.outputs);
  if (output?.entryPoint === undefined) throw new Error(`no entry point in the bundle of '${name}'`);
  const reached = new Set<string>();
  const open = [output.entryPoint];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path) || SDK_MODULE.test(path)) continue;
    reached.add(path);
    open.push(...(metafile.inputs[path]?.imports ?? []).filter((found) => !found.external).map((found) => found.path));
  }
  const sdkBytes = Object.entries(output.inputs)
    .filter(([path]) => !reached.has(path))
    .reduce((sum, [, input]) => sum + input.bytesInOutput, 0);
  return { name, totalBytes: output.bytes, ownBytes: output.bytes - sdkBytes };
}

export function sizeTable(sizes: readonly BundleSize[]): string {
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);
  const rows = sizes.map((size) => [size.name, kilobytes(size.ownBytes), kilobytes(size.totalBytes)]);
  const table = [['function', 'without SDK', 'with SDK (kB, minified)'], ...rows];
  return table.map(([name = '', own = '', total = '']) => `${name.padEnd(24)}${own.padStart(12)}  ${total}`).join('\n');
}

/** One sentence for each bundle that is too large; none when all is well. */
export function excesses(sizes: readonly BundleSize[]): readonly string[] {
  return sizes
    .filter((size) => size.ownBytes > OWN_CODE_LIMIT)
    .map(
      ({ name, ownBytes }) =>
        `bundle of '${name}' must be at most ${OWN_CODE_LIMIT} bytes without the AWS SDK, got ${ownBytes}: ` +
        'see what it imports (esbuild --analyze), and leave the largest library out',
    );
}
