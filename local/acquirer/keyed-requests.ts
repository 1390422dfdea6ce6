import { createHash } from 'node:crypto';
import { Refusal } from './refusal';

/** Which request came with which key, and how often. A key belongs to its first request for good. */
export class KeyedRequests {
  private readonly requests = new Map<string, { readonly hash: string; deliveries: number }>();

  /** Returns how often the key has come, this time included; members of a request stand in a fixed order. */
  admit(key: string, order: object): number {
    const hash = createHash('sha256').update(JSON.stringify(order)).digest('hex');
    const request = this.requests.get(key) ?? { hash, deliveries: 0 };
    if (request.hash !== hash) throw new Refusal(422, 'key-used-for-another-request', undefined, true);
    request.deliveries += 1;
    this.requests.set(key, request);
    return request.deliveries;
  }

  deliveries(key: string): number {
    return this.requests.get(key)?.deliveries ?? 0;
  }
}
