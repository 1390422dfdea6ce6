import { readFileSync } from 'node:fs';

const LINES = 15;
const COLUMNS = 300;

/** The end of a log, short enough for an error message. */
export function logTail(file: string): string {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LINES);
  return lines.map((line) => (line.length > COLUMNS ? `${line.slice(0, COLUMNS)}…` : line)).join('\n');
}
