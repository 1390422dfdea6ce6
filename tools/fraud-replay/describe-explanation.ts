import type { DecisionExplanation } from '../../handlers/domain/fraud/explain-decision';
import { tableOf } from './print-table';

/** Why a payment was decided as it was, for people. */
export function describeExplanation(paymentId: string, { decision, rules, differences }: DecisionExplanation): string {
  const { outcome, rulesVersion, score } = decision;
  const rows = rules.map(({ ruleId, result, scoreModifier, shadow, why }) => [
    ruleId,
    result,
    result === 'hit' && !shadow ? `${scoreModifier}` : '0',
    shadow ? `in shadow: ${why}` : why,
  ]);
  const verdict =
    differences.length === 0
      ? 'This is the decision that is stored.'
      : `This is not the decision that is stored:\n${differences.map((difference) => `  ${difference}`).join('\n')}`;
  const heading = `${paymentId}: ${outcome} with a score of ${score} by the rules '${rulesVersion}'`;
  return `${heading}\n\n${tableOf(['rule', 'result', 'score', 'because'], rows)}\n\n${verdict}\n`;
}
