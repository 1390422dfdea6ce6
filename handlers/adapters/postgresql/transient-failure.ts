import { types } from 'node:util';
import { DatabaseError } from 'pg';

/** Deadlock, serialization, shutdown, crash recovery, read-only after a failover, too many connections, all of class 08. */
const RETRYABLE_STATES = /^(40P01|40001|57P01|57P02|57P03|25006|53300|08\w{3})$/;
/** A migration changed what a prepared statement returns; the connection that repeats it prepares it anew. */
const STALE_STATEMENT = /^cached plan must not change result type$/;
/** The server gave up on a statement that waited or ran for too long. */
const TIMED_OUT_STATES = /^(55P03|57014)$/;
const CONSTRAINT_VIOLATION = /^23/;
const REFUSED_LOGIN = /^28(P01|000)$/;
const SOCKET_CODES = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** pg tells these by message only. */
const LOST_CONNECTION =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|timeout expired|Query read timeout)/;

/** Whether the same statement may succeed on another connection. Only statements that are safe to repeat may be repeated. */
export function isTransient(error: unknown): boolean {
  if (error instanceof DatabaseError)
    return RETRYABLE_STATES.test(error.code ?? '') || STALE_STATEMENT.test(error.message);
  if (!types.isNativeError(error)) return false;
  if ('code' in error && typeof error.code === 'string') return SOCKET_CODES.has(error.code);
  return LOST_CONNECTION.test(error.message);
}

/** The credential was probably rotated since it was read. */
export function isRefusedLogin(error: unknown): boolean {
  return error instanceof DatabaseError && REFUSED_LOGIN.test(error.code ?? '');
}

/** Repeating at once would add to the load that caused it. */
export function isOverload(error: unknown): boolean {
  return error instanceof DatabaseError && TIMED_OUT_STATES.test(error.code ?? '');
}

/** Whether a constraint refused what was asked: an answer to the caller, not a failure of the database. */
export function isRefusal(error: unknown): boolean {
  return error instanceof DatabaseError && CONSTRAINT_VIOLATION.test(error.code ?? '');
}
