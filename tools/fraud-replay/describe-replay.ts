import type { FraudOutcome } from '../../handlers/domain/fraud/fraud-decision';
import { tableOf } from './print-table';
import type { Move, Replay } from './replay-payments';

const OUTCOMES: readonly FraudOutcome[] = ['approve', 'review', 'decline'];

const signed = (number: number) => (number > 0 ? `+${number}` : `${number}`);

function transitionTable({ transitions }: Replay): string {
  const rows = OUTCOMES.map((from) => [from, ...OUTCOMES.map((to) => `${transitions[from][to]}`)]);
  return tableOf(['then \\ now', ...OUTCOMES], rows);
}

function moverRow({ paymentId, from, to }: Move): readonly string[] {
  return [paymentId, `${from.score}`, `${to.score}`, signed(to.score - from.score), from.outcome, to.outcome];
}

/** What would change, for people. */
export function describeReplay(version: string, replay: Replay): string {
  const { payments, versions, transitions, movers, rules } = replay;
  const decidedBy = [...versions].map(([name, count]) => `${count} by '${name}'`).join(', ') || 'none';
  const same = OUTCOMES.reduce((sum, outcome) => sum + transitions[outcome][outcome], 0);
  const rulesTable = tableOf(
    ['rule', 'hits then', 'hits now', 'change', 'no data', ''],
    rules.map(({ ruleId, hitsThen, hitsNow, noDataNow, shadow }) => [
      ruleId,
      `${hitsThen}`,
      `${hitsNow}`,
      signed(hitsNow - hitsThen),
      `${noDataNow}`,
      shadow ? 'shadow' : '',
    ]),
  );
  const sections = [
    `${payments} payments (${decidedBy}) by the rules '${version}': ${payments - same} would end otherwise.`,
    transitionTable(replay),
    movers.length === 0
      ? 'No score would change.'
      : `Biggest movers:\n${tableOf(['payment', 'then', 'now', 'change', 'then', 'now'], movers.map(moverRow))}`,
    rulesTable,
  ];
  return `${sections.join('\n\n')}\n`;
}
