import { v7 } from 'uuid';
import { reopenPayments } from '../../../handlers/reconcile-payment/reopen-payments';
import { EventRefusedError } from '../../../handlers/runtime/errors';
import { recordingLogger } from '../fakes/recording-logger';

async function reopened(event: unknown) {
  const asked: (readonly string[])[] = [];
  const open = { reopen: async (paymentIds: readonly string[]) => asked.push(paymentIds) };
  await reopenPayments({ open, logger: recordingLogger() }, event);
  return asked;
}

test('reopens the payments that an operator names', async () => {
  const paymentIds = [v7(), v7()];
  expect(await reopened({ paymentIds })).toEqual([paymentIds]);
});

test('reopens none for a schedule', async () => {
  expect(await reopened({ source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} })).toEqual([]);
});

test.each([
  ['no id', { paymentIds: ['all'] }],
  ['no list', { paymentIds: v7() }],
  ['too many', { paymentIds: Array.from({ length: 101 }, () => v7()) }],
  ['no event', undefined],
])('fails for %s', async (_what, event) => {
  await expect(reopened(event)).rejects.toThrow(EventRefusedError);
});
