import { PaymentMetric } from '../../src/contract/metrics';
import { stepAnswerOf } from '../api/step-answer';
import type { RequestedStep } from '../api/step-request';
import type { PaymentPosition } from '../domain/ledger/payment-position';
import type { PaymentStep } from '../domain/ledger/payment-step';
import type { PaymentSteps, StepResult } from '../ports/payment-steps';
import type { StepSubmission, Submissions } from '../ports/submissions';
import { millisecondsSince } from '../runtime/clock';
import { RequestError } from '../runtime/errors';
import { type HttpAnswer, jsonAnswer } from '../runtime/http-answer';
import type { HttpRequest } from '../runtime/http-request';
import type { Logger } from '../runtime/logger';
import { type AcceptedStep, readStepRequest, unknownPayment } from './read-step-request';
import { refusedByLedger } from './refused-by-ledger';
import { type SettleSubmissionPorts, settleSubmission } from './settle-submission';

export interface StepPaymentPorts extends SettleSubmissionPorts {
  readonly steps: PaymentSteps;
  readonly submissions: Submissions;
  readonly logger: Logger;
  /** Publishes what the step left in the outbox; what it misses, the sweeper takes. */
  readonly relay: () => Promise<unknown>;
}

type Taken = Extract<StepResult, { outcome: 'taken' | 'replayed' }>;

const METRICS = {
  capture: PaymentMetric.PAYMENT_CAPTURED,
  void: PaymentMetric.PAYMENT_VOIDED,
  refund: PaymentMetric.PAYMENT_REFUNDED,
} as const;

/**
 * Captures, voids or refunds a payment for the caller that made it: first in the ledger, where of steps that exclude each other
 * one wins, then at the acquirer. A retry with the same key gets the same step, told to the acquirer again if that is still open.
 */
export class StepPayment {
  constructor(private readonly ports: StepPaymentPorts) {}

  async handle(kind: RequestedStep, request: HttpRequest): Promise<HttpAnswer> {
    const accepted = readStepRequest(kind, request);
    this.ports.logger.setContext({ paymentId: accepted.paymentId });
    const taken = await this.take(kind, accepted);
    if (taken.outcome === 'taken') this.ports.metrics.count(METRICS[kind]);
    else this.ports.metrics.count(PaymentMetric.PAYMENT_REPLAYED);
    const submission = await this.submissionOf(taken.position);
    const state = await this.settle(submission);
    await this.relayQuietly();
    this.ports.logger.info(`payment step ${taken.outcome}`, { sequence: submission.sequence, status: state });
    if (state === 'refused' && kind !== 'void') throw refusedByAcquirer(kind);
    return answerOf(taken, { ...submission, state });
  }

  private async take(kind: RequestedStep, accepted: AcceptedStep): Promise<Taken> {
    const { steps, ids, clock } = this.ports;
    const { amountMinor, ...request } = accepted;
    const seen = await steps.findOf(request.callerId, request.paymentId);
    if (!seen) throw unknownPayment();
    const step: PaymentStep = kind === 'refund' ? { kind, refundId: ids.next(), amountMinor } : { kind, amountMinor };
    const takenAt = clock.now().toISOString();
    const result = await steps.take({ ...request, step, eventId: ids.next(), takenAt, seen });
    switch (result.outcome) {
      case 'taken':
      case 'replayed':
        return result;
      case 'mismatch':
        throw new RequestError('idempotency-key-reused', 'the first request with this key was another one');
      case 'refused':
        throw refusedByLedger(kind, result.refusal, result.position);
      case 'unknown-payment':
        throw unknownPayment();
    }
  }

  private async submissionOf({ paymentId, sequence }: PaymentPosition): Promise<StepSubmission> {
    const submission = await this.ports.submissions.find(paymentId, sequence);
    if (!submission) throw new Error('the ledger took a step without submitting it');
    return submission;
  }

  /** The step is taken: whatever fails now is made up for by the reconciler, and the caller is not to begin anew. */
  private async settle(submission: StepSubmission): Promise<StepSubmission['state']> {
    const { clock, metrics, logger } = this.ports;
    const start = clock.now();
    try {
      return await settleSubmission(this.ports, submission, false);
    } catch (error) {
      logger.error('submission left to the reconciler', error, { sequence: submission.sequence });
      return 'open';
    } finally {
      metrics.count(PaymentMetric.ACQUIRER_LATENCY, millisecondsSince(start, clock));
    }
  }

  private async relayQuietly(): Promise<void> {
    try {
      await this.ports.relay();
    } catch (error) {
      this.ports.logger.error('relay left to the sweeper', error);
    }
  }
}

/** 200, of a refund 201; 202 while the acquirer has not confirmed. */
function answerOf({ outcome, position }: Taken, { kind, amount, state, refundId }: StepSubmission): HttpAnswer {
  const confirmed = state === 'accepted';
  const done = kind === 'refund' ? 201 : 200;
  const body = stepAnswerOf(position, { step: kind, stepMinor: amount.amountMinor, confirmed, refundId });
  return jsonAnswer(confirmed ? done : 202, body, outcome === 'replayed' ? { 'Idempotent-Replayed': 'true' } : {});
}

function refusedByAcquirer(kind: RequestedStep): RequestError {
  return new RequestError('refused-by-acquirer', `the acquirer did not accept the ${kind}`);
}
