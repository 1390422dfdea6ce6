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

test.each([
  [1, [20, 40, 60, 60]],
  [0.5, [10, 20, 30, 30]],
  [0, [0, 0, 0, 0]],
])('pauses are as chance has it, %d of a bound that grows to the longest', async (chance, expected) => {
  jest.spyOn(Math, 'random').mockReturnValue(chance);
  const timers = jest.requireActual<typeof import('node:timers/promises')>('node:timers/promises');
  const sleep = jest.spyOn(timers, 'setTimeout').mockResolvedValue(undefined);
  const growing = { attempts: 5, firstPauseMs: 20, longestPauseMs: 60, deadlineMs: 5_000 };
  await expect(retry(growing, () => true, failing(5))).rejects.toThrow('failure 5');
  const pauses = sleep.mock.calls.map(([milliseconds]) => milliseconds);
  jest.restoreAllMocks();
  expect(pauses).toEqual(expected);
});
