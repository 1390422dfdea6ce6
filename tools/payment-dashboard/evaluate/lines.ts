import { evaluateExpression, idsIn } from '../metric-math/evaluate-expression';
import { isSeries, type Series, type Value } from '../metric-math/series';
import type { Metric, MetricQuery } from '../synthesized/dashboard';
import type { MetricSource } from './metric-source';
import { statisticOf } from './statistics';

/** Periods side by side, the first at `from`. */
export interface Grid {
  readonly from: number;
  readonly count: number;
  readonly periodSeconds: number;
}

/** The periods that end at or before `to`, and the one that is under way. */
export function gridUntil(to: number, count: number, periodSeconds: number): Grid {
  const period = periodSeconds * 1000;
  return { from: (Math.floor(to / period) + 1 - count) * period, count, periodSeconds };
}

/** A query's values, and the periods in which something was measured; or why nothing can be drawn, not even zeros. */
export type Line = KnownLine | { readonly unknown: string };

export interface KnownLine {
  readonly values: Series;
  readonly measured: readonly boolean[];
  /** What the values leave out, and why. @default - nothing */
  readonly without?: string;
}

export const isKnown = (line: Line): line is KnownLine => 'values' in line;

const NOT_MEASURED = 'not measured';

/** The lines of queries that may refer to each other by their ids. */
export class Lines {
  readonly #byId: ReadonlyMap<string, MetricQuery>;
  readonly #lines = new Map<string, Line>();

  constructor(
    private readonly source: MetricSource,
    private readonly grid: Grid,
    queries: readonly MetricQuery[],
  ) {
    this.#byId = new Map(queries.flatMap((query) => (query.id === undefined ? [] : [[query.id, query]])));
  }

  of(query: MetricQuery): Line {
    try {
      return query.metric ? this.measured(query.metric, query.statistic) : this.computed(query.expression ?? '');
    } catch (error) {
      return { unknown: error instanceof Error ? error.message : NOT_MEASURED };
    }
  }

  private measured(metric: Metric, statistic: string): Line {
    const { from, count, periodSeconds } = this.grid;
    const period = periodSeconds * 1000;
    const samples = this.source.samplesOf(metric, from, from + count * period);
    if (!samples) return { unknown: NOT_MEASURED };
    const byPeriod = Array.from({ length: count }, (): number[] => []);
    for (const { at, value } of samples) byPeriod[Math.floor((at - from) / period)]?.push(value);
    const values = byPeriod.map((inPeriod) => statisticOf(statistic, inPeriod));
    return { values, measured: values.map((value) => value !== undefined) };
  }

  private computed(expression: string): Line {
    const { count, periodSeconds } = this.grid;
    const value = evaluateExpression(expression, {
      lineOf: (id) => this.known(id).values,
      metricIds: [...this.#byId].filter(([, { metric }]) => metric).map(([id]) => id),
      periodSeconds,
      isKnown: (id) => isKnown(this.line(id)),
    });
    const read = idsIn(expression).filter((id) => this.#byId.has(id));
    const lines = read.map((id) => this.line(id)).filter(isKnown);
    const measured = Array.from({ length: count }, (_, index) => lines.some((line) => line.measured[index]));
    const without = read.flatMap((id) => this.reasonWithout(id));
    const line = { values: asSeries(value, count), measured };
    return without.length === 0 ? line : { ...line, without: without.join('; ') };
  }

  /** What reads something unknown is unknown itself. */
  private known(id: string): KnownLine {
    const line = this.line(id);
    if (!isKnown(line)) throw new Error(line.unknown);
    return line;
  }

  private line(id: string): Line {
    const query = this.#byId.get(id);
    if (!query) return { unknown: `${id} is not defined` };
    const line = this.#lines.get(id);
    if (line) return line;
    this.#lines.set(id, { unknown: `${id} reads itself` });
    const made = this.of(query);
    this.#lines.set(id, made);
    return made;
  }

  private reasonWithout(id: string): readonly string[] {
    const line = this.line(id);
    if (!isKnown(line)) return [`${this.#byId.get(id)?.label}, ${line.unknown}`];
    return line.without === undefined ? [] : [line.without];
  }
}

const asSeries = (value: Value, length: number): Series => (isSeries(value) ? value : Array(length).fill(value));
