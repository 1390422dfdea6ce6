import type { HttpRequest } from '../../../handlers/runtime/http-request';

export const CARD_NUMBER = '4111111111111111';
export const CVV = '737';
export const CORRELATION_ID = '01935d2a-0000-7000-8000-00000000c0de';
export const SOURCE_IP = '198.51.100.7';

/** A body that meets the contract. */
export const paymentBody = {
  amountMinor: 1999,
  currency: 'EUR',
  card: { number: CARD_NUMBER, expiryMonth: 12, expiryYear: 2030, cvv: CVV, holderName: 'Ada Lovelace' },
  customer: { id: 'customer-1', email: 'ada@example.com', ipAddress: '192.0.2.1', ipCountry: 'GB' },
  merchantId: 'merchant-1',
  merchantReference: 'invoice 1',
};

export interface RequestChanges {
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly bytes?: Uint8Array;
  /** By lower-case name; `undefined` takes a header away. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly callerId?: string;
  readonly path?: string;
  readonly pathParameters?: Readonly<Record<string, string>>;
}

/** `POST /payments` as a good client sends it, but for the changes. */
export function httpRequest(changes: RequestChanges = {}): HttpRequest {
  const headers = new Map<string, readonly string[]>();
  const all = { 'content-type': 'application/json', 'idempotency-key': 'key-1', ...changes.headers };
  for (const [name, value] of Object.entries(all)) {
    if (value !== undefined) headers.set(name, typeof value === 'string' ? [value] : value);
  }
  return {
    path: changes.path ?? '/dev/payments',
    pathParameters: changes.pathParameters ?? {},
    headers,
    body: changes.bytes ?? Buffer.from(JSON.stringify(changes.body ?? paymentBody)),
    callerId: 'callerId' in changes ? changes.callerId : 'arn:aws:iam::111122223333:user/shop',
    sourceIp: SOURCE_IP,
    correlationId: CORRELATION_ID,
  };
}
