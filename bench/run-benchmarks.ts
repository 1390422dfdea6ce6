import type { Benchmark, Measured } from './benchmark';

type Report = (line: string) => void;

/** Those that were named, in the order of the list; all of them where none was. */
export function chosen(all: readonly Benchmark[], names: readonly string[]): readonly Benchmark[] {
  const known = all.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`no benchmark '${unknown.join("', '")}'; there are ${known.join(', ')}`);
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}

/** One after the other, since two at once would measure each other. Is every goal met? */
export async function runBenchmarks(benchmarks: readonly Benchmark[], report: Report): Promise<boolean> {
  const lines: Row[] = [];
  for (const benchmark of benchmarks) {
    report(`\n${benchmark.name}, goal ${benchmark.goal}`);
    const measured = await benchmark.run((line) => report(`  ${line}`));
    report(markdownTable(measured.rows));
    lines.push(summaryOf(benchmark, measured));
  }
  report(`\n${markdownTable(lines)}`);
  return lines.every(({ met }) => met === 'yes');
}

type Row = Record<string, string | number>;

function summaryOf({ name, goal }: Benchmark, { measured = '', reference = '', ratio, pass }: Measured): Row {
  return { benchmark: name, measured, reference, ratio: ratio.toFixed(2), goal, met: pass ? 'yes' : 'no' };
}

/** Fit to be pasted into a page. */
export function markdownTable(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const body = rows.map((row) => columns.map((column) => String(row[column] ?? '')));
  const widths = columns.map((column, index) =>
    Math.max(3, ...[column, ...body.map((row) => row[index] ?? '')].map(lengthOf)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`;
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

const lengthOf = (text: string) => text.length;
