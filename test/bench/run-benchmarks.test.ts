import type { Benchmark } from '../../bench/benchmark';
import { benchmarks } from '../../bench/benchmarks';
import { chosen, markdownTable, runBenchmarks } from '../../bench/run-benchmarks';

function aBenchmark(name: string, pass: boolean): Benchmark {
  return {
    name,
    goal: '≥ 0.8',
    run: async (report) => {
      report('round 1');
      return { ratio: pass ? 0.9 : 0.7, measured: '9/s', reference: '10/s', pass, rows: [{ what: name, rate: 9 }] };
    },
  };
}

test('each benchmark has a name of its own', () => {
  expect(new Set(benchmarks.map(({ name }) => name)).size).toBe(benchmarks.length);
});

test('those that are named run in the order of the list, all where none is named', () => {
  const all = [aBenchmark('one', true), aBenchmark('two', true), aBenchmark('three', true)];
  expect(chosen(all, [])).toEqual(all);
  expect(chosen(all, ['three', 'one']).map(({ name }) => name)).toEqual(['one', 'three']);
});

test('fails on a name that no benchmark has, and says which there are', () => {
  expect(() => chosen([aBenchmark('one', true)], ['on'])).toThrow("no benchmark 'on'; there are one");
});

test('one goal that is missed is a run that failed, and the table says which', async () => {
  const lines: string[] = [];
  const met = await runBenchmarks([aBenchmark('slow', false), aBenchmark('fast', true)], (line) => lines.push(line));
  expect(met).toBe(false);
  expect(lines).toContain('  round 1');
  expect(lines.at(-1)?.trim().split('\n').slice(2)).toEqual([
    '| slow      | 9/s      | 10/s      | 0.70  | ≥ 0.8 | no  |',
    '| fast      | 9/s      | 10/s      | 0.90  | ≥ 0.8 | yes |',
  ]);
  expect(await runBenchmarks([aBenchmark('fast', true)], () => undefined)).toBe(true);
});

test('a table is as wide as its widest cell, and lacks nothing that only one row has', () => {
  expect(markdownTable([{ what: 'short' }, { what: 'much longer', extra: 1 }]).split('\n')).toEqual([
    '| what        | extra |',
    '| ----------- | ----- |',
    '| short       |       |',
    '| much longer | 1     |',
  ]);
});
