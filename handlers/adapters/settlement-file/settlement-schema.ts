import * as v from 'valibot';
import { minorDigitsOf } from '../../domain/currency';
import { AMOUNT_MINOR_MAX } from '../../domain/money';
import { SETTLED_KINDS } from '../../domain/settlement/settlement-batch';

export const MOST_LINES = 100_000;

/** A name in another system. It begins with a letter or digit, so that no spreadsheet takes it for a formula. */
const name = (longest: number) =>
  v.pipe(
    v.string('must be a text'),
    v.regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]*$/, 'must hold only letters, digits and . _ : / -, a letter or digit first'),
    v.maxLength(longest, `must be at most ${longest} characters`),
  );

const minor = (least: number) => {
  const rule = `must be a whole number of minor units, ${least} to ${AMOUNT_MINOR_MAX}`;
  return v.pipe(v.number(rule), v.integer(rule), v.minValue(least, rule), v.maxValue(AMOUNT_MINOR_MAX, rule));
};

function isDate(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(`${text}T`);
}

/** What stands in the file once. */
export const headEntries = {
  batchId: name(64),
  settlementDate: v.pipe(v.string('must be a date'), v.check(isDate, 'must be a date, as 2026-11-21')),
};

/** What stands in each line. */
export const lineEntries = {
  kind: v.picklist(SETTLED_KINDS, `must be ${SETTLED_KINDS.join(' or ')}`),
  reference: name(64),
  acquirerReference: name(128),
  amountMinor: minor(1),
  currency: v.pipe(
    v.string('must be a currency'),
    v.check((code) => minorDigitsOf(code) !== undefined, 'must be a currency of ISO 4217'),
  ),
  feeMinor: v.optional(minor(0)),
};

/** What is asked for at the place of an issue; never the value that stands there. */
export function ruleOf(issue: v.BaseIssue<unknown>): string {
  if (issue.expected === 'never') return 'is not a member of the format';
  return issue.input === undefined ? 'is required' : issue.message;
}
