import { setTimeout as wait } from 'node:timers/promises';
import { loadAhead } from '../../../tools/payment-audit/load-ahead';

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

test('gives what was loaded in the order of the keys, and loads no more than it may at a time', async () => {
  let [loading, most] = [0, 0];
  const load = async (key: string) => {
    loading += 1;
    most = Math.max(most, loading);
    await wait(10 - Number(key));
    loading -= 1;
    return `loaded ${key}`;
  };
  const keys = ['1', '2', '3', '4', '5', '6', '7', '8'];
  expect(await collect(loadAhead(keys, 3, load))).toEqual(keys.map((key) => `loaded ${key}`));
  expect(most).toBe(4); // the one that is asked for, and three ahead
});

test('fails at the turn of what could not be loaded, not before', async () => {
  const given: string[] = [];
  const load = async (key: string) => {
    if (key === '3') throw new Error('3 is broken');
    return key;
  };
  const all = async () => {
    for await (const key of loadAhead(['1', '2', '3', '4'], 10, load)) given.push(key);
  };
  await expect(all()).rejects.toThrow('3 is broken');
  expect(given).toEqual(['1', '2']);
});
