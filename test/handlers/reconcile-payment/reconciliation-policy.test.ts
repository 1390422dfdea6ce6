import { readReconciliationPolicy } from '../../../handlers/reconcile-payment/reconciliation-policy';
import { fakeConfiguration } from '../fakes/configuration';
import { recordingLogger } from '../fakes/recording-logger';

const DEFAULT = { graceSeconds: 300, limitSeconds: 86_400 };

async function read(text?: string) {
  const logger = recordingLogger();
  const configuration = fakeConfiguration(text === undefined ? {} : { reconciliation: text });
  return { policy: await readReconciliationPolicy(configuration, logger), lines: logger.lines };
}

test.each([
  [undefined, DEFAULT],
  ['{}', DEFAULT],
  ['{"graceSeconds":20}', { ...DEFAULT, graceSeconds: 20 }],
  ['{"graceSeconds":600,"limitSeconds":600}', { graceSeconds: 600, limitSeconds: 600 }],
])('the parameter %s is understood', async (text, expected) => {
  expect(await read(text)).toEqual({ policy: expected, lines: [] });
});

test.each([
  ['a grace in which a request may still be under way', '{"graceSeconds":19}'],
  ['a limit within the grace', '{"graceSeconds":600,"limitSeconds":599}'],
  ['a limit of years', '{"limitSeconds":99999999}'],
  ['parts of seconds', '{"graceSeconds":20.5}'],
  ['a name mistyped', '{"grace":20}'],
  ['no JSON', 'soon'],
])('%s leaves the default in force, and is told', async (_what, text) => {
  const { policy, lines } = await read(text);
  expect(policy).toEqual(DEFAULT);
  expect(lines).toMatchObject([{ level: 'warn' }]);
});
