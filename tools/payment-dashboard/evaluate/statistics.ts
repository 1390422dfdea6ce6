const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const PLAIN: Readonly<Record<string, (values: readonly number[]) => number>> = {
  Average: (values) => sum(values) / values.length,
  Maximum: (values) => Math.max(...values),
  Minimum: (values) => Math.min(...values),
  SampleCount: (values) => values.length,
  Sum: sum,
};

const PERCENTILE = /^p(\d+(?:\.\d+)?)$/;

/** A statistic of the values of one period; `undefined` of none. Fails on a statistic that is not known here. */
export function statisticOf(name: string, values: readonly number[]): number | undefined {
  const [, percent] = PERCENTILE.exec(name) ?? [];
  const work = percent === undefined ? PLAIN[name] : (all: readonly number[]) => percentile(Number(percent), all);
  if (!work) throw new Error(`the statistic ${name} is not evaluated here`);
  return values.length === 0 ? undefined : work(values);
}

/** The smallest value that so many percent of all do not exceed. */
function percentile(percent: number, values: readonly number[]): number {
  const ascending = [...values].sort((one, other) => one - other);
  return ascending[Math.max(0, Math.ceil((percent / 100) * ascending.length) - 1)];
}
