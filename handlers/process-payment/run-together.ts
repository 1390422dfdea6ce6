/**
 * Makes many calls share few runs: whoever asks while one run is under way shares the next one, which starts after all of them asked.
 * The messages of a batch commit side by side, and a few runs of the relay then publish what all of them left.
 */
export function runTogether(work: () => Promise<unknown>): () => Promise<unknown> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<unknown> | undefined;
  return () => {
    next ??= running
      .catch(() => undefined) // told to those who shared that run
      .then(() => {
        next = undefined;
        running = work();
        return running;
      });
    return next;
  };
}
