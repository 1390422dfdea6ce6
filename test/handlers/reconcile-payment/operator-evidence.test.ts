import { v7 } from 'uuid';
import { readOperatorEvidence } from '../../../handlers/reconcile-payment/operator-evidence';
import { EventRefusedError } from '../../../handlers/runtime/errors';

const paper = { paymentId: v7(), evidence: 'letter-2026-11-20/7', operator: 'anna@shop.example' };
const authorized = { ...paper, outcome: 'authorized', acquirerReference: 'auth_1' };
const accepted = { ...paper, sequence: 2, outcome: 'accepted', acquirerReference: 'capture_1' };

test.each([
  authorized,
  { ...paper, outcome: 'declined' },
  { ...paper, outcome: 'declined', acquirerReference: 'auth_1' },
  { ...paper, outcome: 'released' },
  accepted,
  { ...paper, sequence: 2, outcome: 'refused' },
])('reads what a person says: %o', (said) => {
  expect(readOperatorEvidence({ evidence: said })).toEqual(said);
});

test.each([[undefined], [{}], [{ source: 'aws.events', detail: {} }], [{ paymentIds: [v7()] }]])(
  'a schedule, or who reopens, brings none: %o',
  (event) => {
    expect(readOperatorEvidence(event)).toBeUndefined();
  },
);

test.each<[string, object]>([
  ['nothing', {}],
  ['no payment', { ...authorized, paymentId: 'all' }],
  ['no operator', { ...authorized, operator: '' }],
  ['no paper', { ...authorized, evidence: undefined }],
  ['a letter', { ...authorized, evidence: 'they told me on the telephone' }],
  ['a card number on the paper', { ...authorized, evidence: 'card-4111111111111111' }],
  ['a card number for a reference', { ...authorized, acquirerReference: '4111111111111111' }],
  ['a third outcome', { ...authorized, outcome: 'captured' }],
  ['an authorization without a name at the acquirer', { ...paper, outcome: 'authorized' }],
  ['an acceptance without a name at the acquirer', { ...paper, sequence: 2, outcome: 'accepted' }],
  ['the outcome of a payment for a step', { ...authorized, sequence: 2 }],
  ['the release of a step', { ...paper, sequence: 2, outcome: 'released' }],
  ['the decision for a step', { ...accepted, sequence: 1 }],
  ['more than is asked for', { ...authorized, amountMinor: 1 }],
])('fails for %s, and quotes nothing of it', (_what, said) => {
  const read = () => readOperatorEvidence({ evidence: said });
  expect(read).toThrow(EventRefusedError);
  expect(read).toThrow(/^'evidence' must have 'paymentId'(?!.*4111)/);
});
