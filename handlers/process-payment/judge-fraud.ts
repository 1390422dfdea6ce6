import { PaymentMetric } from '../../src/contract/metrics';
import { FeatureFlag } from '../../src/contract/parameters';
import type { FraudDecision } from '../domain/fraud/fraud-decision';
import { fraudFeatures } from '../domain/fraud/fraud-features';
import { mailDomainOf } from '../domain/fraud/mail-domain';
import { scoreFraud } from '../domain/fraud/score-fraud';
import { velocityAttempt } from '../domain/fraud/velocity';
import type { PaymentInstruction } from '../domain/payment';
import type { Configuration } from '../ports/configuration';
import type { DisposableMail } from '../ports/disposable-mail';
import type { FraudDecisions } from '../ports/fraud-decisions';
import type { FraudRuleBook } from '../ports/fraud-rule-book';
import type { VelocityCounters } from '../ports/velocity-counters';
import type { Logger } from '../runtime/logger';
import type { Metrics } from '../runtime/metrics';

export interface JudgeFraudPorts {
  readonly configuration: Pick<Configuration, 'flag'>;
  readonly velocityCounters: VelocityCounters;
  readonly disposableMail: DisposableMail;
  readonly fraudRules: FraudRuleBook;
  readonly fraudDecisions: FraudDecisions;
  readonly metrics: Metrics;
}

const METRICS = {
  approve: PaymentMetric.FRAUD_APPROVED,
  review: PaymentMetric.FRAUD_REVIEWED,
  decline: PaymentMetric.FRAUD_DECLINED,
} as const;

/** Counts the attempt and scores it; a payment that comes again gets the decision it got first. `undefined` where scoring is switched off. */
export async function judgeFraud(
  ports: JudgeFraudPorts,
  instruction: PaymentInstruction,
): Promise<FraudDecision | undefined> {
  if (!(await ports.configuration.flag(FeatureFlag.FRAUD_SCORING))) return undefined;
  const domain = mailDomainOf(instruction.customer.email);
  const [rules, counts, disposable] = await Promise.all([
    ports.fraudRules.current(),
    ports.velocityCounters.record(velocityAttempt(instruction)),
    domain === undefined ? undefined : ports.disposableMail.includes(domain),
  ]);
  const decision = scoreFraud(rules, fraudFeatures(instruction, counts, disposable));
  const standing = await ports.fraudDecisions.keepFirst(instruction.paymentId, decision);
  ports.metrics.count(METRICS[standing.outcome]);
  return standing;
}

/** Lets later payments know that the issuer declined this one. They can do without; this payment must not wait for it. */
export async function rememberDecline(
  { velocityCounters, logger }: Pick<JudgeFraudPorts, 'velocityCounters'> & { readonly logger: Logger },
  instruction: PaymentInstruction,
): Promise<void> {
  try {
    await velocityCounters.recordDecline(velocityAttempt(instruction));
  } catch (error) {
    logger.error('decline not counted', error, { paymentId: instruction.paymentId });
  }
}
