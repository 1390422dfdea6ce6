import { DatabaseError } from 'pg';

/** Checks of `ledger.account_balance` that say how far an account may go. */
const LIMITS: readonly (string | undefined)[] = ['within_limit', 'never_overdrawn'];

/** Whether the ledger refused a posting because an account would be overdrawn, or hold more than its kind allows. */
export function isPastLimit(error: unknown): boolean {
  return error instanceof DatabaseError && LIMITS.includes(error.constraint);
}
