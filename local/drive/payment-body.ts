import type { TestCard } from '../acquirer/test-cards';

/** The security code of every test payment: a number that stands nowhere else, so that a leak of it is found. */
const TEST_CVV = '907';

/** The one network with a code of four digits. */
const AMERICAN_EXPRESS = /^3[47]/;

export interface PaymentOrder {
  readonly card: Pick<TestCard, 'number'>;
  readonly amountMinor: number;
  readonly currency: string;
  readonly merchantReference?: string;
  /** @default - the same for every payment of one run's card */
  readonly customerId?: string;
  /** ISO 3166 country of the address that the customer pays from. @default - not known */
  readonly ipCountry?: string;
}

/** The body of `POST /payments` for a test card. */
export function paymentBody(order: PaymentOrder): string {
  return JSON.stringify({
    amountMinor: order.amountMinor,
    currency: order.currency,
    card: {
      number: order.card.number,
      expiryMonth: 12,
      expiryYear: new Date().getUTCFullYear() + 2,
      cvv: AMERICAN_EXPRESS.test(order.card.number) ? `${TEST_CVV}3` : TEST_CVV,
    },
    customer: {
      id: order.customerId ?? `customer-${order.card.number.slice(-4)}`,
      ...(order.ipCountry && { ipCountry: order.ipCountry }),
    },
    merchantId: 'merchant-1',
    ...(order.merchantReference && { merchantReference: order.merchantReference }),
  });
}
