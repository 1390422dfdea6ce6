import type { PaymentEvent, PaymentView } from '../domain/payment-event';
import type { PaymentViews } from '../ports/payment-views';
import { ServiceUnavailableError } from '../runtime/errors';
import type { Logger } from '../runtime/logger';

export interface ProjectPaymentPorts {
  readonly views: PaymentViews;
  readonly logger: Logger;
}

/** The view after an event: what the edge wrote stays, what the ledger decided is taken over. */
function viewAfter(view: PaymentView, event: PaymentEvent): PaymentView {
  const { declineCode: _declineCode, ...lasting } = view;
  const { capturedMinor, releasedMinor, refundedMinor } = event;
  return {
    ...lasting,
    status: event.status,
    sequence: event.sequence,
    updatedAt: event.occurredAt,
    ...(capturedMinor !== undefined && { capturedMinor, releasedMinor, refundedMinor }),
    ...(event.declineCode !== undefined && { declineCode: event.declineCode }),
  };
}

/**
 * Brings the fast-read form of a payment up to an event. Events come twice and out of order: an older one changes nothing.
 * Ends with `service-unavailable` while the edge's own view is not there, so that the event comes again.
 */
export async function projectPayment({ views, logger }: ProjectPaymentPorts, event: PaymentEvent): Promise<void> {
  const { paymentId, eventId, sequence, status } = event;
  const view = await views.find(paymentId);
  if (!view) throw new ServiceUnavailableError('the view that the edge writes first is not there');
  const written = await views.putIfNewer(viewAfter(view, event));
  logger.info(written ? 'payment view written' : 'event was not newer', { paymentId, eventId, sequence, status });
}
