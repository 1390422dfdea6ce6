import type { OpenAuthorization } from '../../../handlers/ports/open-authorizations';
import {
  type AcquirerWord,
  type Judgement,
  judgeAuthorization,
  judgeRelease,
} from '../../../handlers/reconcile-payment/judge-authorization';

const POLICY = { graceSeconds: 300, limitSeconds: 86_400 };

const anOpen = (purpose: OpenAuthorization['purpose'], ageSeconds: number): OpenAuthorization => ({
  paymentId: '0193f3a0-0000-7000-8000-000000000001',
  purpose,
  amount: { amountMinor: 4_200, currency: 'CHF' },
  ageSeconds,
});

const approved: AcquirerWord = { outcome: 'approved', acquirerReference: 'auth_1' };
const declined: AcquirerWord = { outcome: 'declined', acquirerReference: 'auth_2', declineCode: 'do-not-honor' };
const refused: AcquirerWord = { outcome: 'refused', declineCode: 'request-refused' };
const mismatch: AcquirerWord = { outcome: 'unknown', reason: 'amount-mismatch' };
const unclear: AcquirerWord = { outcome: 'unknown', reason: 'server-error' };

const WAIT: Judgement = { kind: 'wait' };
const SILENT: Judgement = { kind: 'hand-over', reason: 'acquirer-silent' };
const declinedBy = (declineCode: string, acquirerReference?: string): Judgement => ({
  kind: 'resolve',
  step: { kind: 'resolve', status: 'declined', declineCode },
  acquirerReference,
});

test.each<[string, AcquirerWord, number, Judgement]>([
  [
    'approved',
    approved,
    20,
    { kind: 'resolve', step: { kind: 'resolve', status: 'authorized' }, acquirerReference: 'auth_1' },
  ],
  ['declined', declined, 20, declinedBy('do-not-honor', 'auth_2')],
  ['refused', refused, 20, declinedBy('request-refused')],
  ['of another amount', mismatch, 20, { kind: 'hand-over', reason: 'amount-mismatch' }],
  ['never seen, within the grace: it may be under way', undefined, 299, WAIT],
  ['never seen, after the grace: it was lost', undefined, 300, declinedBy('not-executed')],
  ['unclear', unclear, 86_399, WAIT],
  ['not told', 'no-answer', 86_399, WAIT],
  ['unclear for too long', unclear, 86_400, SILENT],
  ['not told for too long', 'no-answer', 86_400, SILENT],
])('an unresolved payment whose authorization is %s', (_what, word, ageSeconds, expected) => {
  expect(judgeAuthorization(anOpen('resolve', ageSeconds), word, POLICY)).toEqual(expected);
});

test.each<[string, AcquirerWord, number, Judgement]>([
  ['approved', approved, 20, { kind: 'release', acquirerReference: 'auth_1' }],
  ['declined', declined, 20, { kind: 'close' }],
  ['of another amount', mismatch, 20, { kind: 'hand-over', reason: 'amount-mismatch' }],
  ['never seen, within the grace', undefined, 299, WAIT],
  ['never seen, after the grace', undefined, 300, { kind: 'close' }],
  ['not told for too long', 'no-answer', 86_400, SILENT],
])('an orphan that is %s', (_what, word, ageSeconds, expected) => {
  expect(judgeAuthorization(anOpen('release', ageSeconds), word, POLICY)).toEqual(expected);
});

test.each([
  [{ outcome: 'accepted', acquirerReference: 'void_1' }, 20, { kind: 'close' }],
  [{ outcome: 'refused' }, 20, { kind: 'hand-over', reason: 'release-refused' }],
  [{ outcome: 'unknown', reason: 'time-out' }, 20, WAIT],
  ['no-answer', 20, WAIT],
  ['no-answer', 86_400, SILENT],
] as const)('a void answered %j at the age of %i seconds', (word, ageSeconds, expected) => {
  expect(judgeRelease(anOpen('release', ageSeconds), word, POLICY)).toEqual(expected);
});
