const SIGNIFICANT = 3;
const MINUTE = 60;
const HOUR = 3600;

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: SIGNIFICANT });
const bytes = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A value as people read it: `98.2 %`, `1,204 ms`, `5 min`, `3.2 GB`. */
export function formatValue(value: number, unit?: string): string {
  switch (unit) {
    case undefined:
    case '':
      return number.format(value);
    case '%':
      return `${number.format(value)} %`;
    case 'ms':
      return `${number.format(Math.abs(value) >= 10 ? Math.round(value) : value)} ms`;
    case 's':
      return seconds(value);
    case 'bytes':
      return inBytes(value);
    default:
      return number.format(value);
  }
}

/** The same for an axis, where there is room for four signs. */
export function formatTick(value: number, unit?: string): string {
  return unit === 'bytes' ? inBytes(value) : short.format(value);
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
    ['d', 86_400],
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

/** `14:05`, or `14:05:30` where periods are shorter than a minute; from seconds since 1970. */
export function formatTime(time: number, periodSeconds: number): string {
  return (periodSeconds < MINUTE ? clockWithSeconds : clock).format(time * 1000);
}
