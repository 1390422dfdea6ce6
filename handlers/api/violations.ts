import * as v from 'valibot';
import { pointerTo, type Violation } from '../domain/violation';

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly violations: readonly Violation[] };

/** Compares a value with a declaration; of each member that fails, one rule is named. */
export function check<T>(declaration: v.GenericSchema<unknown, T>, value: unknown): Checked<T> {
  const result = v.safeParse(declaration, value, { abortPipeEarly: true });
  if (result.success) return { ok: true, value: result.output };
  return { ok: false, violations: result.issues.map(violationOf) };
}

function violationOf(issue: v.BaseIssue<unknown>): Violation {
  const names = (issue.path ?? []).map((item) => item.key as string | number);
  return { pointer: pointerTo(names), detail: issue.message };
}
