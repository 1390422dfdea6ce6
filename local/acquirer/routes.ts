import { setTimeout as wait } from 'node:timers/promises';
import { parseOrder, requireKey } from './authorization-request';
import type { Authorization, Book } from './book';
import { Refusal } from './refusal';
import type { SettlementBook } from './settlement-book';
import { routeSettlement } from './settlement-routes';
import type { SubmissionBook } from './submission-book';
import { routeSubmission } from './submission-routes';
import type { TokenRecord, Vault } from './vault';

export interface Call {
  readonly method: string;
  readonly url: URL;
  readonly idempotencyKey?: string | string[];
  /** Parses the body on demand, so that card data is held no longer than it is needed. */
  readonly body: () => Promise<Readonly<Record<string, unknown>>>;
}

/** `silence` never answers, `cut` destroys the connection. */
export type Answer =
  | { readonly status: number; readonly body: unknown }
  | { readonly status: number; readonly contentType: string; readonly text: string }
  | 'silence'
  | 'cut';

export interface Acquirer {
  readonly vault: Vault;
  readonly book: Book;
  readonly submissions: SubmissionBook;
  readonly settlements: SettlementBook;
  readonly slowMilliseconds: number;
}

const statement = ({
  authorizationId,
  key,
  reference,
  status,
  responseCode,
  amountMinor,
  currency,
}: Authorization) => ({
  authorizationId,
  key,
  reference,
  status,
  responseCode,
  amountMinor,
  currency,
});

async function createToken({ vault }: Acquirer, call: Call): Promise<Answer> {
  const { behaviour: _behaviour, responseCode: _responseCode, ...card } = vault.store(await call.body());
  return { status: 201, body: card };
}

/** What the caller sees of an authorization that is in the book. */
async function answerFor(card: TokenRecord, line: Authorization, slowMilliseconds: number): Promise<Answer> {
  switch (card.behaviour) {
    case 'hang-after-accepting':
      return 'silence';
    case 'cut-after-accepting':
      return 'cut';
    case 'error-after-accepting':
      throw new Refusal(500, 'internal-error', undefined, true);
    case 'misstate-amount':
      return { status: 201, body: { ...statement(line), amountMinor: line.amountMinor - 1 } };
    case 'approve-slowly':
      await wait(slowMilliseconds);
      return { status: 201, body: statement(line) };
    default:
      return { status: 201, body: statement(line) };
  }
}

async function createAuthorization({ vault, book, slowMilliseconds }: Acquirer, call: Call): Promise<Answer> {
  const key = requireKey(call.idempotencyKey);
  const order = parseOrder(await call.body());
  const card = vault.find(order.token);
  if (!card) throw new Refusal(422, 'unknown-token', '/token');
  if (card.behaviour === 'unavailable') throw new Refusal(503, 'unavailable');
  if (card.behaviour === 'hang-before-accepting') return 'silence';
  return answerFor(card, book.authorize(key, order, card), slowMilliseconds);
}

async function findAuthorization({ book }: Acquirer, call: Call): Promise<Answer> {
  const line = book.find(requireKey(call.url.searchParams.get('key')));
  if (!line) throw new Refusal(404, 'unknown-key');
  return { status: 200, body: statement(line) };
}

async function readBook({ book, submissions }: Acquirer): Promise<Answer> {
  const authorizations = book.entries().map((line) => ({ ...line, ...submissions.totals(line.authorizationId) }));
  return { status: 200, body: { authorizations, submissions: submissions.entries() } };
}

const ROUTES: Readonly<Record<string, (acquirer: Acquirer, call: Call) => Promise<Answer>>> = {
  'POST /v1/tokens': createToken,
  'POST /v1/authorizations': createAuthorization,
  'GET /v1/authorizations': findAuthorization,
  'GET /v1/book': readBook,
};

export async function route(acquirer: Acquirer, call: Call): Promise<Answer> {
  const handle = ROUTES[`${call.method} ${call.url.pathname}`];
  const answer = handle?.(acquirer, call) ?? routeSubmission(acquirer, call) ?? routeSettlement(acquirer, call);
  if (!answer) throw new Refusal(404, 'not-found');
  return answer;
}
