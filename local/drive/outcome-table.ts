import { table } from '../terminal/table';
import { type Outcome, problemOf } from './run-scenarios';

const COLUMNS = [
  'payment',
  'answer',
  'ledger',
  'postings',
  'view',
  'topic',
  'webhook',
  'answered',
  'decided',
  'settled',
  '',
];

const milliseconds = (value: number | undefined) => (value === undefined ? '-' : `${value} ms`);
const text = (value: unknown) => (value === undefined || value === null ? '-' : String(value));

function row({ scenario, answer, tries, answerMs, journey, faults }: Outcome): string[] {
  const code = problemOf(answer);
  const problem = code ? ` ${code}` : '';
  const decline = journey?.ledger?.declineCode ? ` (${journey.ledger.declineCode})` : '';
  return [
    scenario.title,
    `${answer.status}${problem}${tries > 1 ? ` (${tries} tries)` : ''}`,
    journey?.ledger ? `${journey.ledger.status}${decline}` : '-',
    text(journey?.ledger?.postings),
    text(journey?.viewStatus),
    text(journey?.topicDeliveries),
    text(journey?.webhookDeliveries),
    milliseconds(answerMs),
    milliseconds(journey?.decidedMs),
    milliseconds(journey?.settledMs),
    faults.length === 0 ? '✔' : `✘ ${faults.join('; ')}`,
  ];
}

/** Every payment's way, for people. */
export function outcomeTable(outcomes: readonly Outcome[]): string {
  return table(COLUMNS, outcomes.map(row));
}
