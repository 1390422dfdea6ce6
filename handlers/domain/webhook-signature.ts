import { createHmac, timingSafeEqual } from 'node:crypto';

export const SIGNATURE_HEADER = 'payment-signature';
const SCHEME = 'v1';
const TOLERANCE_SECONDS = 300;

function digest(key: string, timestamp: number, body: string): string {
  return createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex');
}

/** `t=<seconds>,v1=<hex HMAC-SHA256 of "t.body">`: the time is signed too, so that an old delivery cannot be played again. */
export function signWebhook(key: string, timestamp: number, body: string): string {
  return `t=${timestamp},${SCHEME}=${digest(key, timestamp, body)}`;
}

/**
 * What the receiver does: any of the signatures fits (there are several while a key is changed), and the time is near its own.
 * `now` in seconds.
 */
export function verifyWebhook(key: string, header: string, body: string, now: number): boolean {
  const fields = header.split(',').map((field) => field.split('=', 2));
  const timestamp = Number(fields.find(([name]) => name === 't')?.[1]);
  if (!Number.isInteger(timestamp) || Math.abs(now - timestamp) > TOLERANCE_SECONDS) return false;
  const expected = Buffer.from(digest(key, timestamp, body));
  return fields
    .filter(([name]) => name === SCHEME)
    .map(([, signature = '']) => Buffer.from(signature))
    .some((signature) => signature.length === expected.length && timingSafeEqual(signature, expected));
}
