import type { FraudDecision, FraudOutcome, RuleExecution } from '../../handlers/domain/fraud/fraud-decision';
import type { FraudRules } from '../../handlers/domain/fraud/fraud-rules';
import { scoreFraud } from '../../handlers/domain/fraud/score-fraud';
import { storedFeatures } from '../../handlers/domain/fraud/stored-features';
import type { StoredPayment } from './stored-payment';

export interface Move {
  readonly paymentId: string;
  readonly from: Pick<FraudDecision, 'score' | 'outcome'>;
  readonly to: Pick<FraudDecision, 'score' | 'outcome'>;
}

export interface RuleHits {
  readonly ruleId: string;
  readonly hitsThen: number;
  readonly hitsNow: number;
  /** Payments whose stored features do not tell: of a new feature, or one that was not known. */
  readonly noDataNow: number;
  /** Does not count now. */
  readonly shadow: boolean;
}

export interface Replay {
  readonly payments: number;
  /** Versions of the rules that decided then, with their number of payments. */
  readonly versions: ReadonlyMap<string, number>;
  /** Payments by outcome then and now. */
  readonly transitions: Readonly<Record<FraudOutcome, Readonly<Record<FraudOutcome, number>>>>;
  /** Those whose score changed most, at most as many as were asked for; a changed outcome goes first. */
  readonly movers: readonly Move[];
  readonly rules: readonly RuleHits[];
}

const none = () => ({ approve: 0, review: 0, decline: 0 });
const weightOf = ({ from, to }: Move) => (from.outcome === to.outcome ? 0 : 1_000) + Math.abs(to.score - from.score);

/** Keeps the heaviest only, so that memory does not grow with the number of payments. */
class Movers {
  private moves: Move[] = [];

  constructor(private readonly most: number) {}

  add(move: Move): void {
    if (weightOf(move) === 0) return;
    this.moves.push(move);
    if (this.moves.length >= 2 * this.most + 100) this.moves = [...this.heaviest()];
  }

  heaviest(): readonly Move[] {
    return this.moves.toSorted((one, other) => weightOf(other) - weightOf(one)).slice(0, this.most);
  }
}

class HitCounts {
  private readonly counts = new Map<string, { -readonly [name in keyof RuleHits]: RuleHits[name] }>();

  addThen(executions: readonly RuleExecution[]): void {
    for (const { ruleId, result } of executions) if (result === 'hit') this.of(ruleId).hitsThen += 1;
  }

  addNow(executions: readonly RuleExecution[]): void {
    for (const { ruleId, result, shadow } of executions) {
      const count = this.of(ruleId);
      count.shadow = shadow === true;
      if (result === 'hit') count.hitsNow += 1;
      if (result === 'no-data') count.noDataNow += 1;
    }
  }

  inOrder(): readonly RuleHits[] {
    return [...this.counts.values()].toSorted(
      (one, other) => other.hitsNow - one.hitsNow || other.hitsThen - one.hitsThen,
    );
  }

  private of(ruleId: string) {
    const count = this.counts.get(ruleId) ?? { ruleId, hitsThen: 0, hitsNow: 0, noDataNow: 0, shadow: false };
    this.counts.set(ruleId, count);
    return count;
  }
}

/** Scores payments again, from the features stored with their decisions, by other rules. Nothing is written anywhere. */
export async function replayPayments(
  rules: FraudRules,
  payments: AsyncIterable<StoredPayment>,
  most: number,
): Promise<Replay> {
  const transitions = { approve: none(), review: none(), decline: none() };
  const versions = new Map<string, number>();
  const movers = new Movers(most);
  const hits = new HitCounts();
  let total = 0;
  for await (const { paymentId, decision: then, identifiers } of payments) {
    const now = scoreFraud(rules, storedFeatures(then, identifiers));
    total += 1;
    transitions[then.outcome][now.outcome] += 1;
    versions.set(then.rulesVersion, (versions.get(then.rulesVersion) ?? 0) + 1);
    movers.add({ paymentId, from: then, to: now });
    hits.addThen(then.executions);
    hits.addNow(now.executions);
  }
  return { payments: total, versions, transitions, movers: movers.heaviest(), rules: hits.inOrder() };
}
