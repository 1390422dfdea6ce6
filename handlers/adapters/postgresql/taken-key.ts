import { DatabaseError } from 'pg';

const UNIQUE_VIOLATION = '23505';
const KEYS = ['one_key', 'payment_transition_pkey'];

/** Whether a commit found its key, or its payment, in the ledger: nothing of it was kept. */
export function isTaken(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === UNIQUE_VIOLATION && KEYS.includes(error.constraint ?? '');
}
