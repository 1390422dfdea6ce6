import { type GetParametersCommand, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { SsmConfiguration } from '../../../handlers/adapters/ssm-configuration';
import { FeatureFlag } from '../../../src/contract/parameters';
import { type FakeClock, fakeClock } from '../fakes/clock';
import { type EmulatedCloud, startEmulatedCloud } from '../fakes/emulated-cloud';
import { type RecordingLogger, recordingLogger } from '../fakes/recording-logger';

let cloud: EmulatedCloud;
let clock: FakeClock;
let logger: RecordingLogger;
let path: string;
let paths = 0;
beforeAll(async () => {
  cloud = await startEmulatedCloud('configuration');
});
afterAll(() => cloud.stop());
beforeEach(() => {
  clock = fakeClock();
  logger = recordingLogger();
  paths += 1;
  path = `/payment/test-${paths}`;
});

const configuration = (client: SSMClient = cloud.ssm) => new SsmConfiguration(client, path, clock, logger);

async function put(name: string, value: string, type: 'String' | 'SecureString' = 'String'): Promise<void> {
  const parameter = { Name: `${path}/${name}`, Value: value, Type: type, Overwrite: true };
  await cloud.ssm.send(new PutParameterCommand(parameter));
}

/** The emulator's client, which fails as long as it is told to. */
function failing(): { client: SSMClient; fail: boolean } {
  const state = { fail: false, client: cloud.ssm };
  state.client = Object.create(cloud.ssm, {
    send: {
      value: (command: PutParameterCommand) =>
        state.fail ? Promise.reject(new Error('unreachable')) : cloud.ssm.send(command),
    },
  });
  return state;
}

test('reads plain and secure parameters', async () => {
  await put('acquirer-url', 'https://acquirer.example');
  await put('secure/webhook-signing-key', 'signing-key', 'SecureString');
  await expect(configuration().find('acquirer-url')).resolves.toBe('https://acquirer.example');
  await expect(configuration().require('secure/webhook-signing-key')).resolves.toBe('signing-key');
});

test('reads what is asked for at the same time in one call, ten names at most', async () => {
  const asked: number[] = [];
  const client: SSMClient = Object.create(cloud.ssm, {
    send: {
      value: (command: GetParametersCommand) => {
        asked.push(command.input.Names?.length ?? 0);
        return cloud.ssm.send(command);
      },
    },
  });
  const subject = configuration(client);
  const names = Array.from({ length: 12 }, (_, index) => `name-${index}`);
  await put('name-0', 'first');
  await put('name-11', 'last');
  const values = await Promise.all([...names, 'name-0'].map((name) => subject.find(name)));
  expect(values).toEqual(['first', ...Array(10).fill(undefined), 'last', 'first']);
  expect(asked).toEqual([10, 2]);
  await subject.find('name-12');
  expect(asked).toEqual([10, 2, 1]);
});

test('takes a hyphen for no value', async () => {
  await put('webhook-url', '-');
  await expect(configuration().find('webhook-url')).resolves.toBeUndefined();
});

test('fails by name when a required parameter is missing', async () => {
  await expect(configuration().require('acquirer-url')).rejects.toThrow(
    `parameter '${path}/acquirer-url' must be set, and is not`,
  );
});

test('reads again after a minute, and not before', async () => {
  const subject = configuration();
  await put('acquirer-url', 'one');
  await subject.find('acquirer-url');
  await put('acquirer-url', 'two');
  clock.advance(59);
  await expect(subject.find('acquirer-url')).resolves.toBe('one');
  clock.advance(1);
  await expect(subject.find('acquirer-url')).resolves.toBe('two');
});

test('goes on with the last value while Parameter Store does not answer', async () => {
  const store = failing();
  const subject = configuration(store.client);
  await put('acquirer-url', 'one');
  await subject.find('acquirer-url');
  store.fail = true;
  clock.advance(120);
  await expect(subject.find('acquirer-url')).resolves.toBe('one');
  expect(logger.lines).toMatchObject([{ level: 'error', parameterName: 'acquirer-url' }]);
});

test('fails as unavailable when there is no last value, and tries again next time', async () => {
  const store = failing();
  const subject = configuration(store.client);
  await put('acquirer-url', 'one');
  store.fail = true;
  await expect(subject.find('acquirer-url')).rejects.toMatchObject({ code: 'service-unavailable' });
  store.fail = false;
  await expect(subject.find('acquirer-url')).resolves.toBe('one');
});

test.each([
  ['absent', undefined, true],
  ['without it', '{"webhooks":false}', true],
  ['switching it off', '{"fraudScoring":false}', false],
  ['not JSON', 'fraudScoring=false', true],
  ['of the wrong type', '{"fraudScoring":"no"}', true],
])('flags %s are understood', async (_case, flags, expected) => {
  if (flags !== undefined) await put('feature-flags', flags);
  await expect(configuration().flag(FeatureFlag.FRAUD_SCORING)).resolves.toBe(expected);
});
