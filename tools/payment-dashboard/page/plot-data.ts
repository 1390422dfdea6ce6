import type { ChartView } from '../view';

/** A threshold much higher than every value stands at the upper edge, so that the values stay legible. */
const FAR_TIMES = 4;
const ROOM_ABOVE = 1.15;
/** With a label at the upper edge. */
const ROOM_FOR_FAR = 1.35;
const DEFAULT_TOP = 1;

/** Which value axis something is on; each has a scale of its own. */
export type Side = 'left' | 'right';

export const sideOf = ({ right }: { readonly right?: boolean }): Side => (right ? 'right' : 'left');

/** Unit of a line's values. */
export const unitOf = ({ unit, rightUnit }: ChartView, on: { readonly right?: boolean }): string | undefined =>
  on.right ? rightUnit : unit;

/** Upper end of a value axis: all values, and the thresholds that are near. */
export function topOf(chart: ChartView, side: Side, highest: number | null): number {
  const values = highest ?? 0;
  const marks = chart.marks.filter((mark) => sideOf(mark) === side);
  const near = marks.map(({ value }) => value).filter((value) => values === 0 || value <= values * FAR_TIMES);
  const room = near.length < marks.length ? ROOM_FOR_FAR : ROOM_ABOVE;
  return Math.max(values, ...near) * room || DEFAULT_TOP;
}

/** Times, then a row for each line; stacked lines stand on those before them. */
export function dataOf({ lines, stacked, times }: ChartView): [number[], ...(number | null)[][]] {
  const below = { left: times.map(() => 0), right: times.map(() => 0) };
  const rows = lines.map((line) =>
    times.map((_, index) => {
      const value = line.values[index] ?? null;
      if (!stacked || value === null) return value;
      below[sideOf(line)][index] += value;
      return below[sideOf(line)][index];
    }),
  );
  // a layout without times still has its axes
  return [times.length > 0 ? [...times] : [0, 1], ...rows];
}
