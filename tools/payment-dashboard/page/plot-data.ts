import type { ChartView } from '../view';

/** A threshold much higher than every value stands at the upper edge, so that the values stay legible. */
const FAR_TIMES = 4;
const ROOM_ABOVE = 1.15;
/** With a label at the upper edge. */
const ROOM_FOR_FAR = 1.35;
const DEFAULT_TOP = 1;

/** Upper end of the value axis: all values, and the thresholds that are near. */
export function topOf(chart: ChartView, highest: number | null): number {
  const values = highest ?? 0;
  const near = chart.marks.map(({ value }) => value).filter((value) => values === 0 || value <= values * FAR_TIMES);
  const room = near.length < chart.marks.length ? ROOM_FOR_FAR : ROOM_ABOVE;
  return Math.max(values, ...near) * room || DEFAULT_TOP;
}

/** Times, then a row for each line; stacked lines stand on those before them. */
export function dataOf({ lines, stacked, times }: ChartView): [number[], ...(number | null)[][]] {
  const below = times.map(() => 0);
  const rows = lines.map(({ values }) =>
    times.map((_, index) => {
      const value = values[index] ?? null;
      if (!stacked || value === null) return value;
      below[index] += value;
      return below[index];
    }),
  );
  // a layout without times still has its axes
  return [times.length > 0 ? [...times] : [0, 1], ...rows];
}
