import { GetPayment } from '../../../handlers/get-payment/get-payment';
import { answering, type HttpAnswer } from '../../../handlers/runtime/http-answer';
import { httpRequest, type RequestChanges } from '../fakes/http-requests';
import { memoryPaymentViews } from '../fakes/memory-payment-views';
import { recordingLogger } from '../fakes/recording-logger';

const paymentId = '01935d2a-0000-7000-8000-000000000001';
const callerId = 'arn:aws:iam::111122223333:user/shop';

async function get(changes: RequestChanges): Promise<HttpAnswer> {
  const views = memoryPaymentViews();
  await views.putIfNewer({
    paymentId,
    callerId,
    status: 'declined',
    sequence: 1,
    amountMinor: 1999,
    currency: 'EUR',
    merchantId: 'merchant-1',
    maskedPan: '411111******1111',
    network: 'visa',
    declineCode: 'insufficient-funds',
    receivedAt: '2026-11-21T10:02:00.000Z',
    updatedAt: '2026-11-21T10:02:01.000Z',
  });
  const useCase = new GetPayment(views);
  const request = httpRequest({ callerId, pathParameters: { id: paymentId }, ...changes });
  return answering(recordingLogger(), (asked) => useCase.handle(asked))(request);
}

test('shows a payment to its caller, without what is ours alone', async () => {
  const answer = await get({});
  expect(answer).toMatchObject({ status: 200, headers: { 'Cache-Control': 'no-store' } });
  expect(JSON.parse(answer.body)).toEqual({
    paymentId,
    status: 'declined',
    amountMinor: 1999,
    currency: 'EUR',
    merchantId: 'merchant-1',
    maskedPan: '411111******1111',
    network: 'visa',
    declineCode: 'insufficient-funds',
    receivedAt: '2026-11-21T10:02:00.000Z',
    updatedAt: '2026-11-21T10:02:01.000Z',
  });
});

test('finds an identifier in upper case too', async () => {
  await expect(get({ pathParameters: { id: paymentId.toUpperCase() } })).resolves.toMatchObject({ status: 200 });
});

test.each<[string, RequestChanges]>([
  ['of another caller', { callerId: 'arn:aws:iam::111122223333:user/other' }],
  ['that does not exist', { pathParameters: { id: '01935d2a-0000-7000-8000-000000000002' } }],
  ['whose identifier is no UUID', { pathParameters: { id: '../IDEMPOTENCY' } }],
  ['without identifier', { pathParameters: {} }],
])('a payment %s is not found, and the answers do not differ', async (_case, changes) => {
  const answer = await get(changes);
  expect(JSON.parse(answer.body)).toMatchObject({ status: 404, code: 'payment-not-found' });
  expect(answer).toEqual(await get({ pathParameters: { id: '01935d2a-0000-7000-8000-00000000dead' } }));
});

test('a request without identity is refused with 401', async () => {
  await expect(get({ callerId: undefined })).resolves.toMatchObject({ status: 401 });
});
