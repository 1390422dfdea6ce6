import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateQueueCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientOptions } from '../../../local/aws-access';
import { type Emulator, startEmulator } from '../../../local/emulator/emulator';

let emulators: Emulator[];

beforeAll(async () => {
  emulators = await Promise.all(
    ['one', 'two'].map((name) => startEmulator({ folder: mkdtempSync(join(tmpdir(), `emulator-${name}-`)) })),
  );
}, 120_000);

afterAll(() => Promise.all(emulators.map((emulator) => emulator.stop())));

const clientOf = ({ endpoint }: Emulator) => new SQSClient(clientOptions({ endpoint, region: 'us-east-1' }));
const queuesOf = async (emulator: Emulator) =>
  (await clientOf(emulator).send(new ListQueuesCommand({}))).QueueUrls ?? [];

test('two run side by side and know nothing of each other', async () => {
  const [one, two] = emulators;
  await clientOf(one).send(new CreateQueueCommand({ QueueName: 'payments' }));
  expect(await queuesOf(one)).toHaveLength(1);
  expect(await queuesOf(two)).toEqual([]);
});

test('is empty after a reset', async () => {
  const [one] = emulators;
  await one.reset();
  expect(await queuesOf(one)).toEqual([]);
});

test('does not answer any more when it is stopped', async () => {
  const [, two] = emulators;
  await two.stop();
  await expect(fetch(two.endpoint)).rejects.toThrow('fetch failed');
});
