import type { ChartView, LineView, Measuring } from '../view';

/** Why a line has no values, in the page's words. */
export function silenceOf(line: LineView, measuring: Measuring | undefined): string | undefined {
  if (line.values.length > 0) return undefined;
  if (!measuring) return 'no data yet';
  return line.unknown === undefined ? 'no data in this time' : reasonOf(line.unknown, measuring);
}

/** Why something is not known, with who does not know it. */
export const reasonOf = (unknown: string, measuring: Measuring | undefined): string =>
  unknown === 'not measured' && measuring ? `not measured by ${measuring.by}` : unknown;

export const sentence = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;

/** What a whole chart says instead of lines. */
export function silenceOfAll(chart: ChartView, measuring: Measuring | undefined): string | undefined {
  const silences = chart.lines.map((line) => silenceOf(line, measuring));
  if (silences.includes(undefined)) return undefined;
  return silences.every((silence) => silence === silences[0]) ? silences[0] : 'no data in this time';
}

/** Nothing here can ever be drawn: no axes are needed. */
export const isUnknown = (chart: ChartView): boolean => chart.lines.every(({ unknown }) => unknown !== undefined);
