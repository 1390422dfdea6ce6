const DAY_MILLISECONDS = 86_400_000;

/** What the ledger took before this must have been settled by then. */
export function dueBefore(moment: Date, settlesWithinDays: number): string {
  return new Date(moment.getTime() - settlesWithinDays * DAY_MILLISECONDS).toISOString();
}
