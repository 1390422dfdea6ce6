/** How the simulated acquirer treats a capture, void or refund; chosen by its amount, whatever its card. */
export type Trouble =
  /** Refuses, once and for all. */
  | 'refuse'
  /** Executes, writes it into its book, and never answers the first time. */
  | 'hang-after-accepting'
  /** Never answers the first time, and nothing happens. */
  | 'hang-before-accepting'
  /** Executes, writes it into its book, and cuts the connection the first time. */
  | 'cut-after-accepting'
  /** Executes, writes it into its book, and answers 500 the first time. */
  | 'error-after-accepting'
  /** Answers 503 the first time, and says that nothing was executed. */
  | 'unavailable'
  /** Executes, and states one minor unit less than was asked, each time. */
  | 'misstate-amount';

export interface TroubledAmount {
  readonly amountMinor: number;
  readonly trouble: Trouble;
  readonly shows: string;
}

/** Every other amount is executed as it is asked for. */
export const TROUBLED_AMOUNTS: readonly TroubledAmount[] = [
  { amountMinor: 66_661, trouble: 'refuse', shows: 'Refused' },
  { amountMinor: 66_662, trouble: 'hang-after-accepting', shows: 'Time-out after accepting, the first time' },
  { amountMinor: 66_663, trouble: 'hang-before-accepting', shows: 'Time-out before accepting, the first time' },
  { amountMinor: 66_664, trouble: 'cut-after-accepting', shows: 'Connection cut after accepting, the first time' },
  { amountMinor: 66_665, trouble: 'error-after-accepting', shows: 'Server error after accepting, the first time' },
  { amountMinor: 66_666, trouble: 'unavailable', shows: 'Unavailable: answer 503, the first time' },
  { amountMinor: 66_667, trouble: 'misstate-amount', shows: 'Amount mismatch: states one minor unit less' },
];

const BY_AMOUNT = new Map(TROUBLED_AMOUNTS.map(({ amountMinor, trouble }) => [amountMinor, trouble]));

export const troubleOf = (amountMinor: number): Trouble | undefined => BY_AMOUNT.get(amountMinor);

/** The amount that shows a trouble, for tests and the demo. */
export function amountFor(wanted: Trouble): number {
  const found = TROUBLED_AMOUNTS.find(({ trouble }) => trouble === wanted);
  if (!found) throw new Error(`'wanted' must be the trouble of an amount, got ${wanted}`);
  return found.amountMinor;
}
