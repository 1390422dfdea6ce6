import { createHmac } from 'node:crypto';

export const SIGNATURE_HEADER = 'payment-signature';

/** `t=<seconds>,v1=<hex HMAC-SHA256 of "t.body">`: the time is signed too, so that an old delivery cannot be played again. */
export function signWebhook(key: string, timestamp: number, body: string): string {
  const signature = createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex');
  return `t=${timestamp},v1=${signature}`;
}
