import fc from 'fast-check';
import { replayPayments } from '../../../tools/fraud-replay/replay-payments';
import * as arbitrary from '../../handlers/fakes/fraud-arbitraries';
import { lenient, payments, storedPayment, streamOf, strict } from './stored-payments';

test('counts payments by what they were and what they would be', async () => {
  const { payments: total, transitions, versions } = await replayPayments(lenient, streamOf(payments), 10);
  expect(total).toBe(4);
  expect(versions).toEqual(new Map([['strict', 4]]));
  expect(transitions).toEqual({
    approve: { approve: 2, review: 0, decline: 0 },
    review: { approve: 0, review: 1, decline: 0 },
    decline: { approve: 0, review: 1, decline: 0 },
  });
});

test('counts what each rule hit then and now, on trial or not, and where it could not tell', async () => {
  const { rules } = await replayPayments(lenient, streamOf(payments), 10);
  expect(Object.fromEntries(rules.map(({ ruleId, ...counts }) => [ruleId, counts]))).toEqual({
    large: { hitsThen: 1, hitsNow: 1, noDataNow: 0, shadow: false },
    denied: { hitsThen: 1, hitsNow: 1, noDataNow: 0, shadow: false },
    trial: { hitsThen: 0, hitsNow: 1, noDataNow: 3, shadow: true },
  });
});

test('counts the hits of a rule that is gone', async () => {
  const { rules } = await replayPayments({ ...strict, rules: [] }, streamOf(payments), 10);
  expect(rules).toContainEqual({ ruleId: 'large', hitsThen: 1, hitsNow: 0, noDataNow: 0, shadow: false });
});

test('shows the biggest movers, a changed outcome before a changed score, and no more than were asked for', async () => {
  const moved = Array.from({ length: 500 }, (_, index) => ({
    ...storedPayment(`p-${index}`, { amountMinor: 1 }),
    decision: { ...storedPayment('', { amountMinor: 1 }).decision, score: index % 50 },
  }));
  const { movers } = await replayPayments(lenient, streamOf([...moved, ...payments]), 3);
  expect(movers.map(({ paymentId, from, to }) => [paymentId, from.score, to.score])).toEqual([
    ['large', 80, 50],
    ['p-49', 49, 0],
    ['p-99', 49, 0],
  ]);
});

test('the rules that decided would change nothing', async () => {
  await fc.assert(
    fc.asyncProperty(arbitrary.rules, fc.array(arbitrary.features), async (rules, seen) => {
      const stored = seen.map((features, index) => {
        const { email, cardBin, cardFingerprint, customerId, ipAddress } = features;
        const identifiers = JSON.parse(JSON.stringify({ email, cardBin, cardFingerprint, customerId, ipAddress }));
        return { ...storedPayment(`${index}`, features, rules), identifiers };
      });
      const replay = await replayPayments(rules, streamOf(stored), 10);
      expect(replay.movers).toEqual([]);
      expect(replay.rules.filter(({ hitsNow, hitsThen }) => hitsNow !== hitsThen)).toEqual([]);
    }),
  );
});
