import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDbPaymentViews } from '../../../handlers/adapters/dynamodb-payment-views';
import type { PaymentView } from '../../../handlers/domain/payment-event';
import { ConfigurationError } from '../../../handlers/runtime/errors';
import { fakeClock } from '../fakes/clock';
import { type EmulatedCloud, startEmulatedCloud } from '../fakes/emulated-cloud';

const view: PaymentView = {
  paymentId: '01935d2a-0000-7000-8000-000000000001',
  callerId: 'arn:aws:iam::111122223333:user/shop',
  status: 'received',
  sequence: 0,
  amountMinor: 1999,
  capturedMinor: 0,
  releasedMinor: 0,
  refundedMinor: 0,
  currency: 'EUR',
  merchantId: 'merchant-1',
  maskedPan: '411111******1111',
  network: 'visa',
  receivedAt: '2026-11-21T10:02:00.000Z',
  updatedAt: '2026-11-21T10:02:00.000Z',
};

let cloud: EmulatedCloud;
let tableName: string;
let views: DynamoDbPaymentViews;
beforeAll(async () => {
  cloud = await startEmulatedCloud('payment-views');
});
afterAll(() => cloud.stop());
beforeEach(async () => {
  tableName = await cloud.createSessionTable();
  views = new DynamoDbPaymentViews(cloud.dynamoDb, tableName, fakeClock());
});

test('finds what was put, and nothing else', async () => {
  await expect(views.find(view.paymentId)).resolves.toBeUndefined();
  await expect(views.putIfNewer(view)).resolves.toBe(true);
  await expect(views.find(view.paymentId)).resolves.toEqual(view);
});

test('ends with the newest of twenty views put in any order', async () => {
  const sequences = Array.from({ length: 20 }, (_, index) => (index * 7) % 20);
  await Promise.all(sequences.map((sequence) => views.putIfNewer({ ...view, sequence })));
  await expect(views.find(view.paymentId)).resolves.toMatchObject({ sequence: 19 });
});

test.each([0, 1])('leaves a view of sequence 1 alone when one of sequence %i comes', async (sequence) => {
  await views.putIfNewer({ ...view, sequence: 1, status: 'authorized' });
  await expect(views.putIfNewer({ ...view, sequence, status: 'received' })).resolves.toBe(false);
  await expect(views.find(view.paymentId)).resolves.toMatchObject({ status: 'authorized', sequence: 1 });
});

test('gives each view a time to live of thirteen months', async () => {
  await views.putIfNewer(view);
  const { Items } = await cloud.dynamoDb.send(new ScanCommand({ TableName: tableName }));
  const seconds = Number(Items?.[0]?.expiresAt?.N) - Date.parse('2026-11-21T10:02:00.000Z') / 1000;
  expect(seconds).toBe(400 * 24 * 3600);
});

test('fails as a matter of configuration when there is no table', async () => {
  const elsewhere = new DynamoDbPaymentViews(cloud.dynamoDb, 'no-such-table', fakeClock());
  await expect(elsewhere.find(view.paymentId)).rejects.toThrow(ConfigurationError);
});
