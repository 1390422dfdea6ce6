const SIGNIFICANT = 3;
const MINUTE = 60;
const HOUR = 3600;
const DAY = 24 * HOUR;

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: SIGNIFICANT });
const tiny = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });
/** Below, two decimals would leave nothing; far below, it is what floating point leaves over. */
const TINY = { below: 0.01, from: 1e-6 };
const bytes = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A value as people read it: `98.2 %`, `1,204 ms`, `5 min`, `3.2 GB`. */
export function formatValue(value: number, unit?: string): string {
  switch (unit) {
    case undefined:
    case '':
      return plain(value);
    case '%':
      return `${plain(value)} %`;
    case 'ms':
    case 's':
      return duration(value, unit);
    case 'bytes':
      return inBytes(value);
    default:
      return plain(value);
  }
}

/** The same for an axis, where it is short; all in one unit, which is written where it is finer than the axis's own. */
export function formatTicks(values: readonly number[], unit?: string): string[] {
  if (unit === 'bytes') return values.map(inBytes);
  const { name, times } = legibleUnit(Math.min(...values.filter((value) => value > 0)), unit);
  return values.map((value) => `${short.format(value * times)}${name === unit || value === 0 ? '' : ` ${name}`}`);
}

const plain = (value: number): string =>
  (Math.abs(value) >= TINY.from && Math.abs(value) < TINY.below ? tiny : number).format(value);

const FINER: Readonly<Record<string, string>> = { s: 'ms', ms: 'µs' };
const LEGIBLE_FROM = 0.1;

/** A finer unit of time, where a value is too small for its own. */
function legibleUnit(value: number, unit?: string): { readonly name?: string; readonly times: number } {
  let name = unit;
  let times = 1;
  while (name && FINER[name] && value !== 0 && Math.abs(value) * times < LEGIBLE_FROM) {
    name = FINER[name];
    times *= 1000;
  }
  return { name, times };
}

function duration(value: number, unit: 'ms' | 's'): string {
  const { name, times } = legibleUnit(value, unit);
  if (name === 's') return seconds(value);
  const inUnit = value * times;
  return `${number.format(Math.abs(inUnit) >= 10 ? Math.round(inUnit) : inUnit)} ${name}`;
}

function seconds(value: number): string {
  if (value >= 2 * HOUR) return `${number.format(value / HOUR)} h`;
  return value >= 2 * MINUTE ? `${number.format(value / MINUTE)} min` : `${number.format(value)} s`;
}

function inBytes(value: number): string {
  const power = Math.max(0, Math.min(bytes.length - 1, Math.floor(Math.log10(Math.abs(value) || 1) / SIGNIFICANT)));
  return `${number.format(value / 1000 ** power)} ${bytes[power]}`;
}

/** `5 min`, `10 s`: how long a period is. */
export function formatPeriod(periodSeconds: number): string {
  const unit = [
    ['d', DAY],
    ['h', HOUR],
    ['min', MINUTE],
  ] as const;
  const [name, length] = unit.find(([, each]) => periodSeconds >= each && periodSeconds % each === 0) ?? ['s', 1];
  return `${periodSeconds / length} ${name}`;
}

/** The unit that a label ends with: `outbox age (s)`. */
export function splitUnit(label: string): { readonly words: string; readonly unit?: string } {
  const [, words, unit] = /^(.*\S)\s*\(([^()]+)\)$/.exec(label) ?? [];
  return words === undefined ? { words: label } : { words, unit };
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const clockWithSeconds = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

const localDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
/** Periods of a day begin at midnight there. */
const utcDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** `14:05`, or `14:05:30` where periods are shorter than a minute, `15 Jan` where they are days; from seconds since 1970. */
export function formatTime(time: number, periodSeconds: number): string {
  if (isDaily(periodSeconds)) return utcDate.format(time * 1000);
  return (periodSeconds < MINUTE ? clockWithSeconds : clock).format(time * 1000);
}

export const isDaily = (periodSeconds: number): boolean => periodSeconds >= DAY;

/** The times of an axis: minutes are enough, and over a day or more each midnight is a date. */
export function formatTimes(times: readonly number[], periodSeconds: number): string[] {
  const hasDays = (times.at(-1) ?? 0) - times[0] >= DAY;
  return times.map((time) => {
    const text = formatTime(time, Math.max(MINUTE, periodSeconds));
    return hasDays && text === '00:00' ? localDate.format(time * 1000) : text;
  });
}
