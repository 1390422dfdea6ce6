import { table } from '../terminal/table';
import { problemOf } from './run-scenarios';
import type { CallOutcome, StepOutcome } from './run-steps';

function told({ call, answer }: CallOutcome): string {
  return `${call.route} ${answer.status}${problemOf(answer) ? ` ${problemOf(answer)}` : ''}`;
}

/** What was done to each payment after its authorization, for people. */
export function stepTable(outcomes: readonly StepOutcome[]): string {
  return table(
    ['after the authorization', 'answers', 'ledger', 'captured', 'released', 'refunded', 'view', ''],
    outcomes.map(({ scenario, calls, holdings, journey, faults }) => [
      scenario.title,
      calls.map(told).join(', '),
      holdings.status,
      `${holdings.capturedMinor}`,
      `${holdings.releasedMinor}`,
      `${holdings.refundedMinor}`,
      journey.viewStatus ?? '-',
      faults.length === 0 ? '✔' : `✘ ${faults.join('; ')}`,
    ]),
  );
}
