import { batchCall, commitCall } from '../../handlers/adapters/postgresql/commit-call';
import { commitCommand } from '../../handlers/adapters/postgresql/commit-command';
import type { PaymentDecision } from '../../handlers/ports/payment-ledger';
import { anInstruction } from '../instruction';
import { AMOUNT, call, composites, ID, NEW_NUMBER, text } from './pgbench-text';

export const COMMITS_A_BATCH = 10;

/** A payment in the words of the application. */
const decisionOf = (id: string, merchantId: string, amountMinor: number): PaymentDecision => ({
  instruction: anInstruction(id, { callerId: 'caller', merchantId, amount: { amountMinor, currency: 'EUR' } }),
  status: 'authorized',
  acquirerReference: 'reference',
  eventId: id,
  decidedAt: '2026-11-21T10:00:00.100Z',
});

/** What nobody looks for may be the same each time: texts that vary are joined by the server, at our cost only. */
const { event, event_id, audit } = commitCommand(
  decisionOf('01900000-0000-7000-8000-000000000003', 'merchant-1000', 1_000),
);

/** One of several commands in a call, each to one of 1,000 merchants. */
const commandOf = (number: number) => ({
  ...commitCommand(decisionOf(`${ID}${number}`, `merchant-:merchant${number}`, AMOUNT)),
  idempotency_key: `:id${number}`,
  event,
  event_id,
  audit,
});
const variablesOf = (number: number) => `\\set merchant${number} random(1, 1000)\n\\set id${number} ${NEW_NUMBER}\n`;
const A_CALL = '\\set n :n + 1\n\\set amount random(100, 10000)\n';

const { values, statement } = commitCall(commandOf(0));
const commit = statement.replaceAll(
  /(\w+) => \$(\d+)/g,
  (_, name, place) => `${name} => ${parameter(name, values[place - 1])}`,
);
export const commitPayment = `${A_CALL}${variablesOf(0)}${commit};\n`;

const numbers = Array.from({ length: COMMITS_A_BATCH }, (_, number) => number);
const [commands] = batchCall(numbers.map(commandOf)).values;
const variables = numbers.map(variablesOf).join('');
export const commitPayments = `${A_CALL}${variables}${call('ledger.commit_payments', `(${text(`${commands}`)})::jsonb`)}`;

function parameter(name: string, value: unknown): string {
  if (Array.isArray(value)) return composites(value);
  if (value === undefined) return 'null';
  if (value === AMOUNT) return ':amount';
  return name === 'payment_id' ? `${text(`${value}`)}::uuid` : text(`${value}`);
}
