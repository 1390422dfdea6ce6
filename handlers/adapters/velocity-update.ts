import { createHash } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { SessionTable } from '../../src/contract/storage-keys';
import type { VelocityAttempt, VelocitySubject } from '../domain/fraud/velocity';
import { HistoryName, type VelocityItem } from '../domain/fraud/velocity-item';
import { markOf } from '../domain/fraud/velocity-marks';
import type { SlotNames } from '../domain/fraud/velocity-slots';

export type Item = Readonly<Record<string, AttributeValue>>;

const DAY_SECONDS = 24 * 3_600;
/**
 * The longest window, after a message that waited 14 days in its queue and 14 among the dead letters: what comes that late sets the time
 * back, and must not take what was counted since. Of a card, its history as well.
 */
const TIME_TO_LIVE_DAYS: Readonly<Record<VelocitySubject, number>> = { card: 90, customer: 35, email: 35, ip: 35 };

export const hash = (text: string, length: number) =>
  createHash('sha256').update(text).digest('base64url').slice(0, length);

/** The one member of a set that stands for an attempt. */
export function attemptMark({ attemptId, keys, at }: VelocityAttempt): string {
  const card = keys.find(({ subject }) => subject === 'card');
  return markOf({ idHash: hash(attemptId, 12), cardHash: card ? hash(card.value, 6) : '', at });
}

export interface Update {
  readonly UpdateExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, AttributeValue>;
}

export function expiryOf(subject: VelocitySubject, at: Date): AttributeValue {
  return { N: `${Math.floor(at.getTime() / 1_000) + TIME_TO_LIVE_DAYS[subject] * DAY_SECONDS}` };
}

/** Counts an attempt in all slots at once; without its mark where no more marks are kept. */
export function additionOf(
  subject: VelocitySubject,
  attempt: VelocityAttempt,
  names: SlotNames,
  mark?: string,
): Update {
  const { amount, at } = attempt;
  const history = subject === 'card';
  const counted = [...names.attempts, ...(history ? [HistoryName.attempts(amount.currency)] : [])];
  const summed = [...names.amounts, ...(history ? [HistoryName.amount(amount.currency)] : [])];
  const additions = [
    ...counted.map((_, index) => `#n${index} :one`),
    ...summed.map((_, index) => `#m${index} :amount`),
    ...(mark === undefined ? [] : ['#marks :marks']),
  ];
  const first = history ? ', #first = if_not_exists(#first, :first)' : '';
  return {
    UpdateExpression: `ADD ${additions.join(', ')} SET #expires = :expires${first}`,
    ExpressionAttributeNames: {
      ...Object.fromEntries(counted.map((name, index) => [`#n${index}`, name])),
      ...Object.fromEntries(summed.map((name, index) => [`#m${index}`, name])),
      '#expires': SessionTable.TIME_TO_LIVE,
      ...(history && { '#first': HistoryName.FIRST_SEEN }),
      ...(mark !== undefined && { '#marks': names.attemptMarks }),
    },
    ExpressionAttributeValues: {
      ':one': { N: '1' },
      ':amount': { N: `${amount.amountMinor}` },
      ':expires': expiryOf(subject, at),
      ...(history && { ':first': { N: `${Math.floor(at.getTime() / 1_000)}` } }),
      ...(mark !== undefined && { ':marks': { SS: [mark] } }),
    },
  };
}

export function readVelocityItem(item: Item): VelocityItem {
  const numbers: Record<string, number> = {};
  const marks: Record<string, readonly string[]> = {};
  for (const [name, { N, SS }] of Object.entries(item)) {
    if (N !== undefined) numbers[name] = Number(N);
    if (SS !== undefined) marks[name] = SS;
  }
  return { numbers, marks };
}
