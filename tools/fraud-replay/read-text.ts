import { readFileSync } from 'node:fs';

/** Of a file that was named on the command line and cannot be read: says what it should have been. */
export function unreadable(file: string, what: string, error: unknown): Error {
  const { code = 'error' } = error as NodeJS.ErrnoException;
  return new Error(`'${file}' must be ${what}, and cannot be read (${code})`, { cause: error });
}

export function readText(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw unreadable(file, what, error);
  }
}
