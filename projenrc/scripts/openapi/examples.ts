import type { ErrorCode } from '../../../handlers/domain/error-catalogue';
import type { Violation } from '../../../handlers/domain/violation';
import { PaymentError } from '../../../handlers/runtime/errors';
import { type Problem, problemOf } from '../../../handlers/runtime/problem';

const CORRELATION_ID = '01935d2a-1234-7abc-8def-00000000c0de';

/** The card is the one every acquirer publishes for tests. */
const request = {
  amountMinor: 1999,
  currency: 'EUR',
  card: { number: '4111111111111111', expiryMonth: 12, expiryYear: 2030, cvv: '737', holderName: 'Ada Lovelace' },
  customer: { id: 'customer-4711', email: 'ada@example.com', ipAddress: '192.0.2.10', ipCountry: 'GB' },
  merchantId: 'merchant-1',
  merchantReference: 'invoice 2026-0815',
};

const received = {
  paymentId: '01935d2a-1234-7abc-8def-0123456789ab',
  status: 'received',
  amountMinor: 1999,
  currency: 'EUR',
  merchantId: 'merchant-1',
  merchantReference: 'invoice 2026-0815',
  maskedPan: '411111******1111',
  network: 'visa',
  receivedAt: '2026-11-21T10:02:00.000Z',
  updatedAt: '2026-11-21T10:02:00.000Z',
};

const authorized = { ...received, status: 'authorized', updatedAt: '2026-11-21T10:02:01.250Z' };

export const examples = {
  request: {
    card: { summary: 'All members', value: request },
    yen: {
      summary: 'A currency without minor unit, required members only',
      value: {
        amountMinor: 1999,
        currency: 'JPY',
        card: { number: '378282246310005', expiryMonth: 1, expiryYear: 2031, cvv: '1234' },
        customer: { id: 'customer-4711' },
        merchantId: 'merchant-1',
      },
    },
  },
  received: { received: { summary: 'Accepted, not yet decided', value: received } },
  payment: {
    authorized: { summary: 'Authorized by the acquirer', value: authorized },
    captured: {
      summary: 'Captured in part, and refunded in part',
      value: { ...authorized, status: 'captured', capturedMinor: 1500, releasedMinor: 0, refundedMinor: 300 },
    },
    declined: {
      summary: 'Declined',
      value: { ...authorized, status: 'declined', declineCode: 'insufficient-funds' },
    },
  },
};

const occurrences: Readonly<{ [code in ErrorCode]?: { readonly detail: string; readonly violations?: Violation[] } }> =
  {
    'malformed-body': {
      detail: 'body must not name a member twice',
      violations: [{ pointer: '#', detail: 'must not name a member twice' }],
    },
    'request-invalid': {
      detail: '2 members do not meet the contract',
      violations: [
        { pointer: '#/card/number', detail: 'must be a valid number of a known card network' },
        { pointer: '#/card/expiryMonth', detail: 'must not be in the past' },
      ],
    },
  };

/** What the service itself would answer. */
export function problemExample(code: ErrorCode): Problem {
  const { detail = 'the request was not carried out', violations } = occurrences[code] ?? {};
  return problemOf(new PaymentError(code, detail, { violations }), CORRELATION_ID);
}
