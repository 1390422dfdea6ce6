import type { PaymentView } from '../../../handlers/domain/payment-event';
import type { PaymentViews } from '../../../handlers/ports/payment-views';

export interface MemoryPaymentViews extends PaymentViews {
  readonly stored: Map<string, PaymentView>;
}

export function memoryPaymentViews(): MemoryPaymentViews {
  const stored = new Map<string, PaymentView>();
  return {
    stored,
    find: async (paymentId) => stored.get(paymentId),
    putIfNewer: async (view) => {
      const known = stored.get(view.paymentId);
      if (known !== undefined && known.sequence >= view.sequence) return false;
      stored.set(view.paymentId, view);
      return true;
    },
  };
}
