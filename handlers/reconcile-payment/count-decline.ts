import { isIssuersDecline } from '../domain/decline-codes';
import { isWithinWindows } from '../domain/fraud/velocity-slots';
import type { PaymentStep } from '../domain/ledger/payment-step';
import type { Clock } from '../ports/clock';
import type { VelocityAttempts } from '../ports/velocity-attempts';
import type { VelocityCounters } from '../ports/velocity-counters';
import type { Logger } from '../runtime/logger';

export interface CountDeclinePorts {
  readonly attempts: VelocityAttempts;
  readonly velocityCounters: Pick<VelocityCounters, 'recordDecline'>;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'error'>;
}

/**
 * Lets later payments know that the issuer declined this one, as `process-payment` does where it hears it at once. Once, however often.
 * They can do without; the resolution must not wait for it. What no window reaches any more is left alone: its item may hold newer counts,
 * whose time to live it would set back.
 */
export async function countDecline(
  { attempts, clock, logger, velocityCounters }: CountDeclinePorts,
  paymentId: string,
  step: Extract<PaymentStep, { kind: 'resolve' }>,
): Promise<void> {
  if (step.status !== 'declined' || !isIssuersDecline(step.declineCode)) return;
  try {
    const attempt = await attempts.find(paymentId);
    if (attempt && isWithinWindows(attempt.at, clock.now())) await velocityCounters.recordDecline(attempt);
  } catch (error) {
    logger.error('decline not counted', error, { paymentId });
  }
}
