import { compositeText, postingRows } from '../../handlers/adapters/postgresql/posting-rows';
import { AMOUNT, call, composites, ID, NEW_NUMBER, text } from './pgbench-text';

const A_TRANSFER = `
\\set n :n + 1
\\set id ${NEW_NUMBER}
\\set amount random(100, 10000)
`;

/** Two of 2,000 accounts. */
const TWO_ACCOUNTS = `
\\set source random(1, 2000)
\\set target 1 + (:source + random(0, 1998)) % 2000
`;
const SOURCE = '\\set source random(1, 1999)\n';

export const bareTransfer = `${A_TRANSFER}${TWO_ACCOUNTS}${call('bare.transfer', ':id', ':source', ':target', ':amount')}`;
export const bareAppend = `${A_TRANSFER}${SOURCE}${call('bare.append', ':id', ':source', '2000', ':amount')}`;

function transfer(kind: 'bench-kept' | 'bench-locked', target: string): string {
  const [debit, credit] = ['owner-:source', target].map((ownerId) => ({ kind, ownerId }));
  const rows = postingRows('EUR', [{ layer: 'pending', debit, credit, amountMinor: AMOUNT }]);
  return call('bench.transfer', `${text(ID)}::uuid`, composites(rows.map(compositeText)));
}

const TARGET = 'owner-:target';
export const ledgerTransfer = `${A_TRANSFER}${TWO_ACCOUNTS}${transfer('bench-kept', TARGET)}`;
export const lockedTransfer = `${A_TRANSFER}${TWO_ACCOUNTS}${transfer('bench-locked', TARGET)}`;
export const hotDestination = `${A_TRANSFER}${SOURCE}${transfer('bench-kept', 'owner-2000')}`;
