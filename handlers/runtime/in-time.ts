/** For the answer, the log and the metrics to be written. */
const MARGIN_MS = 1_000;

/**
 * What the work gives, or what is said instead when the function would be ended within the next second. The work goes on as far as
 * it gets: it must be of a kind that may be repeated.
 */
export async function inTime<T>(
  remainingMilliseconds: number | undefined,
  work: () => Promise<T>,
  late: () => T,
): Promise<T> {
  if (remainingMilliseconds === undefined) return work();
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(late()), Math.max(0, remainingMilliseconds - MARGIN_MS));
  });
  try {
    return await Promise.race([work(), over]);
  } finally {
    clearTimeout(timer);
  }
}
