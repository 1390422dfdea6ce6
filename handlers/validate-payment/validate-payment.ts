import { PaymentMetric } from '../../src/contract/metrics';
import { paymentAnswerOf } from '../api/payment-answer';
import type { TokenizedCard } from '../domain/card';
import type { PaymentInstruction } from '../domain/payment';
import type { PaymentView } from '../domain/payment-event';
import { requestHash } from '../domain/request-hash';
import type { CardFingerprinter } from '../ports/card-fingerprinter';
import type { CardVault } from '../ports/card-vault';
import type { Clock } from '../ports/clock';
import type { IdempotencyKey, IdempotencySessions, SessionStart, StoredAnswer } from '../ports/idempotency-sessions';
import type { Ids } from '../ports/ids';
import type { PaymentQueue } from '../ports/payment-queue';
import type { PaymentViews } from '../ports/payment-views';
import { PaymentError, RequestError } from '../runtime/errors';
import { type HttpAnswer, jsonAnswer } from '../runtime/http-answer';
import type { HttpRequest } from '../runtime/http-request';
import type { Logger } from '../runtime/logger';
import type { Metrics } from '../runtime/metrics';
import { beginSession } from './begin-session';
import { type AcceptedRequest, readPaymentRequest } from './read-payment-request';

export interface ValidatePaymentPorts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sessions: IdempotencySessions;
  readonly fingerprinter: CardFingerprinter;
  readonly vault: CardVault;
  readonly views: PaymentViews;
  readonly queue: PaymentQueue;
  readonly wait: (milliseconds: number) => Promise<unknown>;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** What is in progress was waited for already, and seldom takes much longer. */
const RETRY_AFTER_SECONDS = 2;

/**
 * Accepts a payment: checked, tokenized, queued. Card data stays in this call; what leaves it is the token and the fingerprint.
 * Whatever fails after the key was taken gives it back with its payment id, so that a retry continues the same payment; of a request that
 * is refused at its first try, nothing is kept.
 */
export class ValidatePayment {
  constructor(private readonly ports: ValidatePaymentPorts) {}

  async handle(request: HttpRequest): Promise<HttpAnswer> {
    try {
      return await this.accept(request);
    } catch (error) {
      if (error instanceof PaymentError && error.status < 500) this.ports.metrics.count(PaymentMetric.PAYMENT_REJECTED);
      throw error;
    }
  }

  private async accept(request: HttpRequest): Promise<HttpAnswer> {
    const { clock, ids, fingerprinter } = this.ports;
    if (request.callerId === undefined) throw new RequestError('caller-unknown', 'the request carries no identity');
    const accepted = readPaymentRequest(request, clock.now());
    const fingerprint = await fingerprinter.fingerprint(accepted.card.number.reveal());
    const hash = hashOf(accepted, fingerprint);
    const key = { callerId: request.callerId, idempotencyKey: accepted.idempotencyKey };
    const newPaymentId = ids.next();
    const session = await beginSession(this.ports, key, hash, newPaymentId);
    if (session.outcome !== 'started') return this.answerFromSession(session);
    const { paymentId, expiresAt } = session;
    this.ports.logger.setContext({ paymentId });
    const answer = await this.givingBack(key, { paymentId, isFirst: paymentId === newPaymentId }, async () => {
      const card = { ...(await this.tokenize(accepted)), fingerprint };
      const instruction = instructionOf(request, accepted, key, { card, hash, paymentId, now: clock.now() });
      return this.hand(instruction, request.path, expiresAt);
    });
    await this.remember(key, answer);
    this.ports.metrics.count(PaymentMetric.PAYMENT_RECEIVED);
    this.ports.logger.info('payment received', { status: 'received', currency: accepted.amount.currency });
    return answer;
  }

  private answerFromSession(session: Exclude<SessionStart, { outcome: 'started' }>): HttpAnswer {
    if (session.outcome === 'mismatch') {
      throw new RequestError('idempotency-key-reused', 'the first request with this key was another one');
    }
    if (session.outcome === 'in-progress') {
      throw new RequestError('payment-in-progress', 'the first request is not finished', {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      });
    }
    this.ports.metrics.count(PaymentMetric.PAYMENT_REPLAYED);
    this.ports.logger.info('payment replayed', { paymentId: session.paymentId });
    return { ...session.answer, headers: { ...session.answer.headers, 'Idempotent-Replayed': 'true' } };
  }

  private async tokenize({ card }: AcceptedRequest): Promise<Omit<TokenizedCard, 'fingerprint'>> {
    return this.ports.vault.tokenize({ ...card, number: card.number.reveal(), cvv: card.cvv.reveal() });
  }

  /** View first, so that the URL in the answer never leads nowhere; a view of a payment that was not queued is only early. */
  private async hand(instruction: PaymentInstruction, path: string, expiresAt: Date): Promise<StoredAnswer> {
    const view = receivedView(instruction);
    await this.ports.views.putIfNewer(view);
    await this.ports.queue.enqueue(instruction);
    return jsonAnswer(202, paymentAnswerOf(view), {
      Location: `${path.replace(/\/+$/, '')}/${instruction.paymentId}`,
      'Idempotency-Expires': expiresAt.toUTCString(),
    });
  }

  /**
   * What the client has to mend is another request then: nothing of this one is kept. But a try before this one may have been queued
   * without knowing it; the ledger may hold the key for that payment, so no other request gets it.
   */
  private async givingBack<T>(key: IdempotencyKey, { paymentId, isFirst }: Try, work: () => Promise<T>): Promise<T> {
    const { logger, sessions } = this.ports;
    try {
      return await work();
    } catch (error) {
      const leavesNothing = isFirst && error instanceof RequestError;
      const giveBack = leavesNothing ? sessions.forget(key, paymentId) : sessions.abandon(key);
      await giveBack.catch((failure: unknown) => {
        logger.error('session not given back, its lease will end', failure);
      });
      throw error;
    }
  }

  /** The payment is on its way: failing now would only make the client ask again. */
  private async remember(key: IdempotencyKey, answer: StoredAnswer): Promise<void> {
    await this.ports.sessions.complete(key, answer).catch((failure: unknown) => {
      this.ports.logger.error('answer not kept, a retry will be handed on again', failure);
    });
  }
}

function hashOf({ amount, card, customer, merchantId, merchantReference }: AcceptedRequest, panFingerprint: string) {
  const { expiryMonth, expiryYear } = card;
  return requestHash({ amount, panFingerprint, expiryMonth, expiryYear, customer, merchantId, merchantReference });
}

interface Try {
  readonly paymentId: string;
  /** Nobody has tried with this key before. */
  readonly isFirst: boolean;
}

interface Acceptance {
  readonly card: TokenizedCard;
  readonly hash: string;
  readonly paymentId: string;
  readonly now: Date;
}

function instructionOf(
  { correlationId, sourceIp }: HttpRequest,
  { amount, customer, merchantId, merchantReference }: AcceptedRequest,
  key: IdempotencyKey,
  { card, hash, paymentId, now }: Acceptance,
): PaymentInstruction {
  return {
    ...key,
    paymentId,
    requestHash: hash,
    amount,
    card,
    customer,
    merchantId,
    merchantReference,
    receivedAt: now.toISOString(),
    correlationId,
    sourceIp,
  };
}

function receivedView(instruction: PaymentInstruction): PaymentView {
  const { paymentId, callerId, amount, card, merchantId, merchantReference, receivedAt } = instruction;
  return {
    paymentId,
    callerId,
    status: 'received',
    sequence: 0,
    amountMinor: amount.amountMinor,
    currency: amount.currency,
    merchantId,
    merchantReference,
    maskedPan: card.maskedPan,
    network: card.network,
    receivedAt,
    updatedAt: receivedAt,
  };
}
