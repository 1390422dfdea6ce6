import { table } from '../terminal/table';
import type { LedgerEntry } from './ledger-reader';
import { type Outcome, problemOf } from './run-scenarios';
import type { Settlement } from './settle-unresolved';

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

const decision = (entry: LedgerEntry | undefined) =>
  entry ? `${entry.status}${entry.declineCode ? ` (${entry.declineCode})` : ''}` : '-';
const verdict = (faults: readonly string[]) => (faults.length === 0 ? '✔' : `✘ ${faults.join('; ')}`);

function row({ scenario, answer, tries, answerMs, journey, faults }: Outcome): string[] {
  const code = problemOf(answer);
  const problem = code ? ` ${code}` : '';
  return [
    scenario.title,
    `${answer.status}${problem}${tries > 1 ? ` (${tries} tries)` : ''}`,
    decision(journey?.ledger),
    text(journey?.ledger?.postings),
    text(journey?.viewStatus),
    text(journey?.topicDeliveries),
    text(journey?.webhookDeliveries),
    milliseconds(answerMs),
    milliseconds(journey?.decidedMs),
    milliseconds(journey?.settledMs),
    verdict(faults),
  ];
}

/** Every payment's way, for people. */
export function outcomeTable(outcomes: readonly Outcome[]): string {
  return table(COLUMNS, outcomes.map(row));
}

/** What became of the payments that the acquirer had left open. */
export function settlementTable(settlements: readonly Settlement[]): string {
  return table(
    ['left open', 'ledger', 'postings', 'view', 'topic', 'webhook', ''],
    settlements.map(({ title, journey, faults }) => [
      title,
      decision(journey.ledger),
      text(journey.ledger?.postings),
      text(journey.viewStatus),
      text(journey.topicDeliveries),
      text(journey.webhookDeliveries),
      verdict(faults),
    ]),
  );
}
