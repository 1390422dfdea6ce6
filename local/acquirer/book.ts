import { randomUUID } from 'node:crypto';
import { KeyedRequests } from './keyed-requests';
import type { TokenRecord } from './vault';

/** One line of the acquirer's own book. What the caller is told may differ (see `misstate-amount`); the book never does. */
export interface Authorization {
  readonly authorizationId: string;
  readonly key: string;
  readonly reference: string;
  readonly merchantId: string;
  readonly token: string;
  readonly maskedPan: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly status: 'approved' | 'declined';
  readonly responseCode: string;
  readonly authorizedAt: string;
}

export interface AuthorizationOrder {
  readonly token: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly merchantId: string;
  readonly reference: string;
}

const APPROVED = '00';

/** Authorizations by the caller's key: the first request with a key executes, the next ones get what it got. */
export class Book {
  private readonly lines = new Map<string, Authorization>();
  private readonly byId = new Map<string, Authorization>();
  private readonly requests = new KeyedRequests();

  authorize(key: string, order: AuthorizationOrder, card: TokenRecord): Authorization {
    this.requests.admit(key, order);
    const known = this.lines.get(key);
    if (known) return known;
    const authorization: Authorization = {
      authorizationId: `auth_${randomUUID()}`,
      key,
      ...order,
      maskedPan: card.maskedPan,
      status: card.behaviour === 'decline' ? 'declined' : 'approved',
      responseCode: card.responseCode ?? APPROVED,
      authorizedAt: new Date().toISOString(),
    };
    this.lines.set(key, authorization);
    this.byId.set(authorization.authorizationId, authorization);
    return authorization;
  }

  find(key: string): Authorization | undefined {
    return this.lines.get(key);
  }

  findById(authorizationId: string): Authorization | undefined {
    return this.byId.get(authorizationId);
  }

  /** Every authorization with the number of times its key was sent. */
  entries(): readonly (Authorization & { readonly deliveries: number })[] {
    return [...this.lines.values()].map((line) => ({ ...line, deliveries: this.requests.deliveries(line.key) }));
  }
}
