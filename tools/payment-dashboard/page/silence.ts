import type { ChartView, LineView, Measuring } from '../view';

/** Why a line has no values, in the page's words. */
export function silenceOf(line: LineView, measuring: Measuring | undefined): string | undefined {
  if (line.values.length > 0) return undefined;
  if (!measuring) return 'no data yet';
  if (line.unknown === undefined) return 'no data in this time';
  return line.unknown === 'not measured' ? `not measured by ${measuring.by}` : line.unknown;
}

/** What a whole chart says instead of lines. */
export function silenceOfAll(chart: ChartView, measuring: Measuring | undefined): string | undefined {
  const silences = chart.lines.map((line) => silenceOf(line, measuring));
  if (silences.includes(undefined)) return undefined;
  return silences.every((silence) => silence === silences[0]) ? silences[0] : 'no data in this time';
}

/** Nothing here can ever be drawn: no axes are needed. */
export const isUnknown = (chart: ChartView): boolean => chart.lines.every(({ unknown }) => unknown !== undefined);
