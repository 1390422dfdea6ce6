import type { LogFields } from './log-fields';

/** Function, file, line and column. */
const FRAME = /^ {4}at ([^\n]{1,200}:\d+:\d+\)?)$/m;
const WORD = /^[A-Za-z0-9_.:-]{1,80}$/;

/**
 * An error as it may be logged: name, code and place. Foreign messages are left out, because drivers and HTTP clients
 * quote what they were given.
 */
export function errorFields(error: unknown): LogFields {
  const cause = error instanceof Error ? error.cause : undefined;
  return {
    errorName: nameOf(error),
    errorCode: codeOf(error),
    errorAt: placeOf(error),
    ...(cause === undefined ? {} : { causeName: nameOf(cause), causeCode: codeOf(cause) }),
    ...httpStatusOf(error),
  };
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return WORD.test(error.name) ? error.name : 'Error';
}

function codeOf(error: unknown): string | undefined {
  const code = memberOf(error, 'code');
  return typeof code === 'string' && WORD.test(code) ? code : undefined;
}

/** The first frame, after the message, which may have lines that look like frames. */
function placeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const stack = error.stack ?? '';
  const header = stack.indexOf(error.message);
  if (header < 0) return undefined;
  return FRAME.exec(stack.slice(header + error.message.length))?.[1];
}

function httpStatusOf(error: unknown): LogFields {
  const status = memberOf(memberOf(error, '$metadata'), 'httpStatusCode');
  return typeof status === 'number' ? { httpStatus: status } : {};
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
