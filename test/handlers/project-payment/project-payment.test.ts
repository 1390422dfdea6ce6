import fc from 'fast-check';
import type { PaymentView } from '../../../handlers/domain/payment-event';
import type { PaymentViews } from '../../../handlers/ports/payment-views';
import { projectPayment } from '../../../handlers/project-payment/project-payment';
import { anEvent } from '../fakes/instruction';
import { recordingLogger } from '../fakes/recording-logger';

const received: PaymentView = {
  paymentId: anEvent().paymentId,
  callerId: 'caller-1',
  status: 'received',
  sequence: 0,
  amountMinor: 4_200,
  currency: 'CHF',
  merchantId: 'merchant-1',
  maskedPan: '400000******0009',
  network: 'visa',
  receivedAt: '2026-11-21T10:02:00.000Z',
  updatedAt: '2026-11-21T10:02:00.000Z',
};

function setUp() {
  let view = received;
  const views: PaymentViews = {
    find: async () => view,
    putIfNewer: async (next) => {
      if (view.sequence >= next.sequence) return false;
      view = next;
      return true;
    },
  };
  return {
    view: () => view,
    project: (event = anEvent()) => projectPayment({ views, logger: recordingLogger() }, event),
  };
}

test('takes over what the ledger decided and keeps what the edge wrote', async () => {
  const { view, project } = setUp();
  await project();
  expect(view()).toEqual({ ...received, status: 'authorized', sequence: 1, updatedAt: anEvent().occurredAt });
});

test('keeps what the steps add up to, also when a later event does not say it', async () => {
  const { view, project } = setUp();
  const totals = { capturedMinor: 60, releasedMinor: 0, refundedMinor: 10 };
  await project(anEvent({ status: 'captured', stepMinor: 10, ...totals }));
  expect(view()).toMatchObject({ status: 'captured', ...totals });
  expect(view()).not.toHaveProperty('stepMinor');
  await project(anEvent({ status: 'captured', sequence: 2 }));
  expect(view()).toMatchObject(totals);
});

test('tells why a payment was declined, and no longer once that is over', async () => {
  const { view, project } = setUp();
  await project(anEvent({ status: 'unresolved', declineCode: 'other' }));
  expect(view()).toMatchObject({ declineCode: 'other' });
  await project(anEvent({ sequence: 2 }));
  expect(view()).not.toHaveProperty('declineCode');
});

test('ends with the newest event, in whatever order and however often they come', async () => {
  const statuses = ['unresolved', 'authorized', 'captured'] as const;
  const events = statuses.map((status, index) => anEvent({ status, sequence: index + 1 }));
  const orders = fc.array(fc.constantFrom(...events), { maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      const { view, project } = setUp();
      for (const event of [...order, ...order]) await project(event);
      const newest = Math.max(0, ...order.map(({ sequence }) => sequence));
      expect(view().sequence).toBe(newest);
      expect(view().status).toBe(['received', ...statuses][newest]);
    }),
  );
});

test('fails while the edge has not written its view, so that the event comes again', async () => {
  const views: PaymentViews = { find: async () => undefined, putIfNewer: async () => true };
  const projected = projectPayment({ views, logger: recordingLogger() }, anEvent());
  await expect(projected).rejects.toMatchObject({ code: 'service-unavailable' });
});
