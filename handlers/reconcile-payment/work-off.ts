import type { Clock } from '../ports/clock';
import type { Logger } from '../runtime/logger';

export interface WorkOffPorts {
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Payments that are worked on side by side. */
export const BATCH_SIZE = 20;
/** After which no new batch is begun: the acquirer may let the last one wait twice. */
const LONGEST_SECONDS = 25;

/**
 * Claims open work and does it, batch after batch, until none is due or the run has no time left. A failure keeps no other payment of
 * its batch from its turn, and is thrown at the end.
 *
 * @param claim is told how long the run has taken, so that it gives out nothing twice
 * @param handle gets what was claimed of one payment, in order
 */
export async function workOff<Item extends { readonly paymentId: string }>(
  { clock, logger }: WorkOffPorts,
  claim: (elapsedSeconds: number) => Promise<readonly Item[]>,
  handle: (ofPayment: readonly Item[]) => Promise<unknown>,
): Promise<void> {
  const startedAt = clock.now().getTime();
  const elapsed = () => (clock.now().getTime() - startedAt) / 1_000;
  const failures: unknown[] = [];
  let claimed: readonly Item[];
  do {
    claimed = await claim(elapsed());
    const payments = [...Map.groupBy(claimed, ({ paymentId }) => paymentId)];
    const work = payments.map(async ([paymentId, items]) => {
      try {
        await handle(items);
      } catch (error) {
        logger.error('payment not reconciled', error, { paymentId });
        failures.push(error);
      }
    });
    await Promise.all(work);
  } while (claimed.length > 0 && failures.length === 0 && elapsed() < LONGEST_SECONDS);
  if (failures.length > 0) throw failures[0];
}
