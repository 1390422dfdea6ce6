import { commitCommand } from '../../handlers/adapters/postgresql/commit-command';
import { postingRows } from '../../handlers/adapters/postgresql/posting-rows';
import type { PaymentDecision } from '../../handlers/ports/payment-ledger';

/** A new id each time, in about the order of time as those of payments are (UUID version 7). */
const NEW_ID = `
\\set n :n + 1
\\set time 10000000 + :n
\\set a random(1000, 9999)
\\set b random(100, 999)
\\set c random(100000000000, 999999999999)
\\set amount random(100, 10000)
`;
const ID = ':time-:a-7:b-8:b-:c';

/** Two of 2,000 accounts. */
const TWO_ACCOUNTS = `
\\set source random(1, 2000)
\\set target 1 + (:source + random(0, 1998)) % 2000
`;
const SOURCE = '\\set source random(1, 1999)\n';

export const bareTransfer = `${NEW_ID}${TWO_ACCOUNTS}select bare.transfer('${ID}', :source, :target, :amount);\n`;
export const bareAppend = `${NEW_ID}${SOURCE}select bare.append('${ID}', :source, 2000, :amount);\n`;

function transfer(kind: 'bench-kept' | 'bench-locked', target: string): string {
  const [debit, credit] = ['owner-:source', target].map((ownerId) => ({ kind, ownerId }));
  const postings = postingRows([{ layer: 'pending', debit, credit, amountMinor: 1 }]);
  return call('bench.transfer', `'${ID}'`, `'EUR'`, literal(JSON.stringify(postings)));
}

const TARGET = 'owner-:target';
export const ledgerTransfer = `${NEW_ID}${TWO_ACCOUNTS}${transfer('bench-kept', TARGET)}`;
export const lockedTransfer = `${NEW_ID}${TWO_ACCOUNTS}${transfer('bench-locked', TARGET)}`;
export const hotDestination = `${NEW_ID}${SOURCE}${transfer('bench-kept', 'owner-2000')}`;

export const COMMITS_A_BATCH = 10;

/** A payment of one of 1,000 merchants, in the words of the application. */
const decisionOf = (id: string, merchant: string): PaymentDecision => ({
  instruction: {
    paymentId: id,
    callerId: 'arn:aws:iam::000000000000:user/bench',
    idempotencyKey: id,
    requestHash: 'a'.repeat(64),
    amount: { amountMinor: 1, currency: 'EUR' },
    card: {
      token: `tok_${id}`,
      network: 'visa',
      bin: '424242',
      lastFour: '4242',
      maskedPan: '424242******4242',
      expiryMonth: 12,
      expiryYear: 2040,
      fingerprint: 'b'.repeat(44),
    },
    customer: { id: 'customer-:a' },
    merchantId: `merchant-${merchant}`,
    receivedAt: '2026-11-21T10:00:00.000Z',
    correlationId: id,
  },
  status: 'authorized',
  acquirerReference: 'reference',
  eventId: id,
  decidedAt: '2026-11-21T10:00:00.100Z',
});

const single = commitCommand(decisionOf(ID, ':merchant'));
const values = [JSON.stringify(single.command), single.event, single.audit].map(literal);
export const commitPayment = `${NEW_ID}\\set merchant random(1, 1000)\n${call('ledger.commit_payment', ...values)}`;

const batch = Array.from({ length: COMMITS_A_BATCH }, (_, number) => ({
  variables: `\\set merchant${number} random(1, 1000)\n\\set c${number} random(100000000000, 999999999999)\n`,
  ...commitCommand(decisionOf(`${ID}${number}`, `:merchant${number}`)),
}));
const commands = literal(JSON.stringify(batch.map(({ command }) => command)));
const events = `array[${batch.map(({ event }) => literal(event)).join()}]`;
const audits = `array[${batch.map(({ audit }) => literal(audit)).join()}]`;
export const commitPayments = `${NEW_ID}${batch.map(({ variables }) => variables).join('')}${call('ledger.commit_payments', commands, events, audits)}`;

function call(name: string, ...values: readonly string[]): string {
  return `select ${name}(${values.join()});\n`;
}

/** pgbench puts its variables into the text, also into numbers: those of 1 are amounts. */
function literal(json: string): string {
  return `'${json.replaceAll(/(amountMinor":)1\b/g, '$1 :amount').replaceAll("'", "''")}'`;
}
