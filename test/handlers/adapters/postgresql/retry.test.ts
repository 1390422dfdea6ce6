import { type RetryPolicy, retry } from '../../../../handlers/adapters/postgresql/retry';

const policy: RetryPolicy = { attempts: 4, firstPauseMs: 1, longestPauseMs: 2, deadlineMs: 1_000 };

/** Fails as often as it is told, then answers with the number of the attempt. */
function failing(times: number) {
  let calls = 0;
  return async (attempt: number) => {
    calls += 1;
    if (calls <= times) throw new Error(`failure ${calls}`);
    return attempt;
  };
}

test('what works is done once', async () => {
  expect(await retry(policy, () => true, failing(0))).toBe(1);
});

test('what fails is repeated until it works', async () => {
  expect(await retry(policy, () => true, failing(3))).toBe(4);
});

test('the last failure is thrown when all attempts are used up', async () => {
  await expect(retry(policy, () => true, failing(4))).rejects.toThrow('failure 4');
});

test('what may not be repeated is thrown at once', async () => {
  await expect(retry(policy, () => false, failing(1))).rejects.toThrow('failure 1');
});

test('no attempt starts after the deadline', async () => {
  const late = { ...policy, attempts: 100, firstPauseMs: 20, longestPauseMs: 20, deadlineMs: 60 };
  const start = performance.now();
  await expect(retry(late, () => true, failing(100))).rejects.toThrow(/failure/);
  expect(performance.now() - start).toBeLessThan(500);
});

test('pauses grow at random up to their bound', async () => {
  jest.spyOn(Math, 'random').mockReturnValue(1);
  const pauses: number[] = [];
  let last = performance.now();
  const work = async () => {
    pauses.push(performance.now() - last);
    last = performance.now();
    throw new Error('failure');
  };
  const growing = { attempts: 5, firstPauseMs: 20, longestPauseMs: 60, deadlineMs: 5_000 };
  await expect(retry(growing, () => true, work)).rejects.toThrow();
  jest.restoreAllMocks();
  for (const [index, atLeast] of [0, 19, 39, 59, 59].entries()) expect(pauses[index]).toBeGreaterThanOrEqual(atLeast);
});
