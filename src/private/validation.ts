import { type Duration, Token } from 'aws-cdk-lib';

/** Checks of user input. Tokens pass: their value is known to CloudFormation only. */

/** `'memorySize' must be 128 to 10240 MB, got 64`. An absent value passes. */
export function requireRange(prop: string, value: number | undefined, min: number, max: number, unit = ''): void {
  if (value === undefined || Token.isUnresolved(value)) return;
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new Error(`'${prop}' must be ${min} to ${max}${unit === '' ? '' : ` ${unit}`}, got ${value}`);
}

/** `'backupRetention' must be 1 day to 35 days, got 40 days`. An absent value passes. */
export function requireDuration(prop: string, value: Duration | undefined, min: Duration, max: Duration): void {
  if (value === undefined || value.isUnresolved()) return;
  const seconds = value.toMilliseconds() / 1000;
  if (seconds >= min.toSeconds() && seconds <= max.toSeconds()) return;
  throw new Error(`'${prop}' must be ${min.toHumanString()} to ${max.toHumanString()}, got ${value.toHumanString()}`);
}

/** `'method' must be one of GET, POST, got 'FETCH'`. An absent value passes. */
export function requireOneOf<T extends string | number>(prop: string, value: T | undefined, allowed: T[]): void {
  if (value === undefined || Token.isUnresolved(value) || allowed.includes(value)) return;
  throw new Error(`'${prop}' must be one of ${allowed.join(', ')}, got ${quote(value)}`);
}

/** `'databaseName' must be <expectation>, got 'my db'`: the expectation says in words what the pattern demands. */
export function requirePattern(prop: string, value: string | undefined, pattern: RegExp, expectation: string): void {
  if (value === undefined || Token.isUnresolved(value) || pattern.test(value)) return;
  throw new Error(`'${prop}' must be ${expectation}, got ${quote(value)}`);
}

/** `'subscribers' must be not empty, got none: <remedy>`. Unlike the others it refuses an absent value. */
export function requireNonEmpty(prop: string, value: string | unknown[] | undefined, remedy: string): void {
  if (value !== undefined && (Token.isUnresolved(value) || value.length > 0)) return;
  throw new Error(
    `'${prop}' must be given and not empty, got ${value === undefined ? 'none' : quote(value)}: ${remedy}`,
  );
}

function quote(value: string | number | unknown[]): string {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
}
