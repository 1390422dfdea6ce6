/** A value for each period; `undefined` where there is none. */
export type Series = readonly (number | undefined)[];

/** What an expression gives: a line, or one number for all periods. */
export type Value = Series | number | undefined;

export const isSeries = (value: Value): value is Series => Array.isArray(value);

/** The value in one period. */
const valueAt = (value: Value, index: number): number | undefined => (isSeries(value) ? value[index] : value);

/** Works on numbers, on lines, and on both, period by period; without a value where that comes to none. */
export function eachPeriod(
  values: readonly Value[],
  work: (...numbers: readonly (number | undefined)[]) => number | undefined,
): Value {
  const length = values.find(isSeries)?.length;
  if (length === undefined) return finite(work(...values.map((value) => valueAt(value, 0))));
  return Array.from({ length }, (_, index) => finite(work(...values.map((value) => valueAt(value, index)))));
}

const finite = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value : undefined);

/** For work that needs all of its numbers. */
export function whole(work: (...numbers: readonly number[]) => number) {
  return (...numbers: readonly (number | undefined)[]): number | undefined => {
    const present = numbers.filter((number) => number !== undefined);
    return present.length === numbers.length ? work(...present) : undefined;
  };
}
