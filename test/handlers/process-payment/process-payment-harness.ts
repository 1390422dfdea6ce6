import { DEFAULT_FRAUD_RULES } from '../../../handlers/domain/fraud/default-fraud-rules';
import type { FraudDecision } from '../../../handlers/domain/fraud/fraud-decision';
import type { FraudRules } from '../../../handlers/domain/fraud/fraud-rules';
import type { VelocityAttempt } from '../../../handlers/domain/fraud/velocity';
import type { AuthorizationRequest, AuthorizationResult } from '../../../handlers/ports/acquirer';
import type { Orphan } from '../../../handlers/ports/open-authorizations';
import type { ProcessPaymentPorts } from '../../../handlers/process-payment/process-payment';
import { fakeClock } from '../fakes/clock';
import { fakeConfiguration } from '../fakes/configuration';
import { FakeLedger } from '../fakes/payment-ledger';
import { recordingLogger } from '../fakes/recording-logger';
import { recordingMetrics } from '../fakes/recording-metrics';

/** The use case's world in memory; tests change `rules`, `answer`, `flags` and `relay` as they need. */
export function processPaymentWorld() {
  const world = {
    logger: recordingLogger(),
    metrics: recordingMetrics(),
    ledger: new FakeLedger(),
    clock: fakeClock(),
    rules: DEFAULT_FRAUD_RULES as FraudRules,
    flags: {} as Record<string, boolean>,
    attempts: [] as VelocityAttempt[],
    declines: [] as VelocityAttempt[],
    declinesFail: false,
    cardAttempts: 1,
    disposable: undefined as readonly string[] | undefined,
    asked: [] as AuthorizationRequest[],
    orphans: [] as Orphan[],
    answer: async (): Promise<AuthorizationResult> => ({ outcome: 'approved', acquirerReference: 'auth_1' }),
    relayed: 0,
    relay: async (): Promise<unknown> => undefined,
  };
  const kept = new Map<string, FraudDecision>();
  const count = () => ({ attempts: world.cardAttempts, declines: 0, amountMinor: 0, cards: 1 });
  let ids = 0;
  const ports: ProcessPaymentPorts = {
    configuration: { flag: (flag) => fakeConfiguration({}, world.flags).flag(flag) },
    fraudRules: { current: async () => world.rules },
    velocityCounters: {
      record: async (attempt) => {
        world.attempts.push(attempt);
        return { card: { '1h': count(), '24h': count(), '7d': count() } };
      },
      recordDecline: async (attempt) => {
        if (world.declinesFail) throw new Error('counters are away');
        world.declines.push(attempt);
      },
    },
    disposableMail: { includes: async (domain) => world.disposable?.includes(domain) },
    fraudDecisions: {
      keepFirst: async (paymentId, decision) => {
        const standing = kept.get(paymentId) ?? decision;
        kept.set(paymentId, standing);
        return standing;
      },
    },
    acquirer: {
      authorize: async (request) => {
        world.asked.push(request);
        world.clock.advance(0.25);
        return world.answer();
      },
    },
    ledger: world.ledger,
    orphans: { reportOrphan: async (orphan) => void world.orphans.push(orphan) },
    ids: {
      next: () => {
        ids += 1;
        return `event-${ids}`;
      },
    },
    clock: world.clock,
    relay: async () => {
      world.relayed += 1;
      return world.relay();
    },
    metrics: world.metrics,
    logger: world.logger,
  };
  return { world, ports };
}
