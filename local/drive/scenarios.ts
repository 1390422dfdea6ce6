import { type Behaviour, testCardFor } from '../acquirer/test-cards';
import { type PaymentOrder, paymentBody } from './payment-body';

/** What must come of a request that is a payment. */
export interface ExpectedPayment {
  readonly status: 'authorized' | 'declined' | 'unresolved';
  readonly declineCode?: string;
}

/** One call to the API and how it has to end. */
export interface Scenario {
  readonly title: string;
  readonly body: string;
  /** Scenarios with the same key share it. @default - a key of its own */
  readonly key?: string;
  readonly withoutKey?: boolean;
  readonly unsigned?: boolean;
  readonly expectedHttp: number;
  /** `code` of the problem. @default - the request is accepted */
  readonly expectedProblem?: string;
  readonly expected?: ExpectedPayment;
  /** What the reconciler makes of it, where the acquirer leaves it open. */
  readonly settled?: ExpectedPayment;
}

const approvedBy = (number: string) => ({ number });

function accepted(title: string, order: PaymentOrder, expected: ExpectedPayment, key?: string): Scenario {
  return { title, body: paymentBody(order), expectedHttp: 202, expected, key };
}

/** Of which the acquirer's answer is lost. */
function leftOpen(title: string, behaviour: Behaviour, settled: ExpectedPayment): Scenario {
  return { ...accepted(title, { card: testCardFor(behaviour), ...usual }, { status: 'unresolved' }), settled };
}

function refused(title: string, body: string, expectedHttp: number, expectedProblem: string): Scenario {
  return { title, body, expectedHttp, expectedProblem };
}

const dinner: PaymentOrder = {
  card: approvedBy('4000007560000009'),
  amountMinor: 12_350,
  currency: 'CHF',
  merchantReference: 'dinner',
};
const travelling: PaymentOrder = { card: approvedBy('378282246310005'), amountMinor: 210_000, currency: 'USD' };
const authorized: ExpectedPayment = { status: 'authorized' };
const declined = (declineCode: string): ExpectedPayment => ({ status: 'declined', declineCode });
const usual = { amountMinor: 4_999, currency: 'USD' };

/** Every way a payment can go, in the order of the final table. */
export const SCENARIOS: readonly Scenario[] = [
  accepted(
    'Visa, 49.99 EUR',
    { card: approvedBy('4000002760000016'), amountMinor: 4_999, currency: 'EUR' },
    authorized,
  ),
  accepted(
    'Mastercard, 19.99 USD',
    { card: approvedBy('5555555555554444'), amountMinor: 1_999, currency: 'USD' },
    authorized,
  ),
  accepted('JCB, 1200 JPY', { card: approvedBy('3566002020360505'), amountMinor: 1_200, currency: 'JPY' }, authorized),
  accepted('Slow acquirer', { card: testCardFor('approve-slowly'), ...usual }, authorized),
  accepted(
    'Insufficient funds',
    { card: testCardFor({ responseCode: '51' }), ...usual },
    declined('insufficient-funds'),
  ),
  accepted('Stolen card', { card: testCardFor({ responseCode: '43' }), ...usual }, declined('stolen-card')),
  accepted(
    'Fraud rules: 15,000 USD at once',
    { card: approvedBy('4111111111111111'), amountMinor: 1_500_000, currency: 'USD' },
    declined('fraud-rules'),
  ),
  accepted('2,100 USD from the card’s own country', { ...travelling, ipCountry: 'US' }, authorized),
  accepted('Fraud rules: the same from abroad', { ...travelling, ipCountry: 'FR' }, declined('fraud-rules')),
  leftOpen('Acquirer times out', 'hang-after-accepting', authorized),
  leftOpen('Request gets lost', 'hang-before-accepting', declined('not-executed')),
  leftOpen('Connection cut', 'cut-after-accepting', authorized),
  accepted('Dinner, 123.50 CHF', dinner, authorized, 'dinner'),
  accepted('Dinner, sent again', dinner, authorized, 'dinner'),
  {
    ...refused('Dinner, other amount', paymentBody({ ...dinner, amountMinor: 99 }), 422, 'idempotency-key-reused'),
    key: 'dinner',
  },
  refused(
    'Card number mistyped',
    paymentBody({ card: approvedBy('4242424242424241'), ...usual }),
    422,
    'request-invalid',
  ),
  refused(
    'Unknown currency',
    paymentBody({ card: approvedBy('4242424242424242'), amountMinor: 1, currency: 'ABC' }),
    422,
    'request-invalid',
  ),
  refused('Not JSON', '{"amountMinor":', 400, 'malformed-body'),
  {
    ...refused(
      'No idempotency key',
      paymentBody({ card: approvedBy('4242424242424242'), ...usual }),
      400,
      'idempotency-key-missing',
    ),
    withoutKey: true,
  },
  {
    ...refused('Not signed', paymentBody({ card: approvedBy('4242424242424242'), ...usual }), 404, 'route-not-found'),
    unsigned: true,
  },
];
