import fc from 'fast-check';
import { Book } from '../../../local/acquirer/book';
import { SubmissionBook, type SubmissionKind, type SubmissionOrder } from '../../../local/acquirer/submission-book';
import { Vault } from '../../../local/acquirer/vault';

const AUTHORIZED = 100;

function books(number = '4242424242424242') {
  const card = new Vault().store({ number, expiryMonth: 12, expiryYear: 2040, cvv: '123' });
  const book = new Book();
  const order = { token: card.token, amountMinor: AUTHORIZED, currency: 'CHF', merchantId: 'm', reference: 'r' };
  const { authorizationId } = book.authorize('key', order, card);
  const submissions = new SubmissionBook(book);
  let keys = 0;
  const execute = (kind: SubmissionKind, amountMinor: number, overrides: Partial<SubmissionOrder> = {}) => {
    keys += 1;
    return submissions.execute(`key-${keys}`, { authorizationId, kind, amountMinor, currency: 'CHF', ...overrides });
  };
  return { authorizationId, submissions, execute };
}

test('captures in parts, voids the rest and refunds in parts', () => {
  const { authorizationId, submissions, execute } = books();
  const lines = [execute('capture', 30), execute('capture', 20), execute('void', 50), execute('refund', 10)];
  expect(lines.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
  expect(submissions.totals(authorizationId)).toEqual({ capturedMinor: 50, voidedMinor: 50, refundedMinor: 10 });
});

test.each([
  ['a capture of more than is held', 'capture', 51, {}, 'amount-exceeds-authorized'],
  ['a void of more than is held', 'void', 51, {}, 'amount-exceeds-authorized'],
  ['a refund of more than was captured', 'refund', 51, {}, 'amount-exceeds-captured'],
  ['another currency', 'capture', 1, { currency: 'EUR' }, 'currency-differs'],
  ['the amount for it', 'capture', 66_661, {}, 'refused-by-test-amount'],
] as const)('refuses %s, and moves nothing', (_case, kind, amountMinor, overrides, code) => {
  const { authorizationId, submissions, execute } = books();
  execute('capture', 50);
  expect(execute(kind, amountMinor, overrides)).toMatchObject({ status: 'refused', code });
  expect(submissions.totals(authorizationId)).toEqual({ capturedMinor: 50, voidedMinor: 0, refundedMinor: 0 });
});

test('refuses to capture what it declined', () => {
  expect(books('4000000000000002').execute('capture', 1)).toMatchObject({ code: 'not-authorized' });
});

test('a key that was refused stays refused, also when it would be possible later', () => {
  const { authorizationId, submissions, execute } = books();
  const order = { authorizationId, kind: 'refund' as const, amountMinor: 10, currency: 'CHF' };
  expect(submissions.execute('early', order)).toMatchObject({ status: 'refused' });
  execute('capture', 100);
  expect(submissions.execute('early', order)).toMatchObject({ status: 'refused' });
});

test('never gives more than it holds, whatever comes in which order', () => {
  const kind = fc.constantFrom<SubmissionKind>('capture', 'void', 'refund');
  const orders = fc.array(fc.tuple(kind, fc.integer({ min: 1, max: 60 })), { maxLength: 30 });
  fc.assert(
    fc.property(orders, (all) => {
      const { authorizationId, submissions, execute } = books();
      for (const [each, amountMinor] of all) execute(each, amountMinor);
      const { capturedMinor, voidedMinor, refundedMinor } = submissions.totals(authorizationId);
      expect(capturedMinor + voidedMinor).toBeLessThanOrEqual(AUTHORIZED);
      expect(refundedMinor).toBeLessThanOrEqual(capturedMinor);
    }),
  );
});
