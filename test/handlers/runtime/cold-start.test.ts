type ColdStart = typeof import('../../../handlers/runtime/cold-start');

const VARIABLE = 'AWS_LAMBDA_INITIALIZATION_TYPE';
const before = process.env[VARIABLE];

afterEach(() => {
  jest.useRealTimers();
  if (before === undefined) delete process.env[VARIABLE];
  else process.env[VARIABLE] = before;
});

/** The module as a new environment loads it. */
function initialized(kind?: string): () => boolean {
  if (kind === undefined) delete process.env[VARIABLE];
  else process.env[VARIABLE] = kind;
  jest.resetModules();
  const { isColdStart } = jest.requireActual<ColdStart>('../../../handlers/runtime/cold-start');
  return isColdStart;
}

test.each(['on-demand', undefined])('of an environment that was made for it (%s), the first run alone', (kind) => {
  const isColdStart = initialized(kind);
  expect([isColdStart(), isColdStart(), isColdStart()]).toEqual([true, false, false]);
});

test.each(['provisioned-concurrency', 'snap-start', 'lambda-managed-instances', 'something-new'])(
  'no run of an environment that was made ahead: %s',
  (kind) => {
    const isColdStart = initialized(kind);
    expect([isColdStart(), isColdStart()]).toEqual([false, false]);
  },
);

test.each([
  [9_999, true],
  [10_000, false],
])('an environment that waited %i ms for its first run was made for it: %s', (waitedMs, cold) => {
  jest.useFakeTimers({ now: 1_000_000 });
  const isColdStart = initialized('on-demand');
  jest.setSystemTime(1_000_000 + waitedMs);
  expect([isColdStart(), isColdStart()]).toEqual([cold, false]);
});
