import { setTimeout as wait } from 'node:timers/promises';
import type { PaymentEvent } from '../domain/payment-event';
import { SIGNATURE_HEADER, signWebhook } from '../domain/webhook-signature';
import type { Clock } from '../ports/clock';
import type { Webhook } from '../ports/notifications';
import { WebhookError } from '../runtime/errors';
import type { HttpsClient, HttpsReply } from './https-client';

export interface WebhookRetry {
  readonly attempts: number;
  /** Upper bound of the pause before the second attempt; doubles with each further one. */
  readonly firstPauseMilliseconds: number;
}

const RETRY: WebhookRetry = { attempts: 3, firstPauseMilliseconds: 500 };
const MAY_PASS = new Set([408, 409, 425, 429]);

type Delivery = 'accepted' | 'again' | 'refused';

function deliveryOf(reply: HttpsReply): Delivery {
  if (reply.outcome !== 'answered') return 'again';
  if (reply.status >= 200 && reply.status < 300) return 'accepted';
  return reply.status >= 500 || MAY_PASS.has(reply.status) ? 'again' : 'refused';
}

function reasonOf(reply: HttpsReply): string {
  return reply.outcome === 'answered' ? `status ${reply.status}` : `${reply.outcome} ${reply.errorCode}`;
}

/**
 * Posts an event to the merchant's endpoint: https only, no redirects, each attempt freshly signed,
 * pauses of random length so that many deliveries do not come back together. The body is the same in each attempt.
 */
export class HttpsWebhook implements Webhook {
  constructor(
    private readonly https: HttpsClient,
    private readonly clock: Clock,
    private readonly retry: WebhookRetry = RETRY,
  ) {}

  async deliver(url: string, signingKey: string, event: PaymentEvent): Promise<void> {
    const target = URL.parse(url);
    if (target?.protocol !== 'https:') throw new WebhookError('webhook URL must be an https URL');
    const body = JSON.stringify(event);
    let reason = 'no attempt';
    for (let attempt = 1; attempt <= this.retry.attempts; attempt += 1) {
      if (attempt > 1) await wait(Math.random() * this.retry.firstPauseMilliseconds * 2 ** (attempt - 2));
      const reply = await this.post(target, signingKey, event, body);
      const delivery = deliveryOf(reply);
      if (delivery === 'accepted') return;
      reason = reasonOf(reply);
      if (delivery === 'refused') break;
    }
    throw new WebhookError(`webhook was not accepted: ${reason}`);
  }

  private post(url: URL, signingKey: string, event: PaymentEvent, body: string): Promise<HttpsReply> {
    const timestamp = Math.floor(this.clock.now().getTime() / 1000);
    return this.https.send({
      method: 'POST',
      url,
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'payment-webhook/1',
        'payment-event-id': event.eventId,
        'payment-event-type': event.eventType,
        [SIGNATURE_HEADER]: signWebhook(signingKey, timestamp, body),
      },
    });
  }
}
