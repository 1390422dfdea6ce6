import { runTogether } from '../../../handlers/process-payment/run-together';

function setUp(work: () => Promise<unknown> = async () => undefined) {
  const world = { runs: 0 };
  const run = runTogether(async () => {
    world.runs += 1;
    return work();
  });
  return { world, run };
}

test('shares one run among all who ask at once', async () => {
  const { world, run } = setUp();
  await Promise.all(Array.from({ length: 10 }, () => run()));
  expect(world.runs).toBe(1);
});

test('starts another run for those who ask while one is under way', async () => {
  let finish: () => void = () => undefined;
  const { world, run } = setUp(() => new Promise<void>((resolve) => (finish = resolve)));
  const first = run();
  await new Promise(setImmediate);
  const late = [run(), run()];
  expect(world.runs).toBe(1);
  finish();
  await first;
  await new Promise(setImmediate);
  expect(world.runs).toBe(2);
  finish();
  await Promise.all(late);
});

test('tells a failure to those who shared the run, and only to them', async () => {
  let failures = 1;
  const { run } = setUp(async () => {
    if (failures-- > 0) throw new Error('topic away');
  });
  const shared = [run(), run()];
  await expect(Promise.allSettled(shared)).resolves.toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  await expect(run()).resolves.toBeUndefined();
});
