/** The acquirer must not hold what no payment stands for: whatever delivery finds such an authorization reports it. */
import type { PaymentInstruction } from '../../../handlers/domain/payment';
import type { AuthorizationResult } from '../../../handlers/ports/acquirer';
import { processPayment } from '../../../handlers/process-payment/process-payment';
import { anInstruction } from '../fakes/instruction';
import { processPaymentWorld } from './process-payment-harness';

const OTHER_ID = '0193f3a0-0000-7000-8000-000000000002';
const approved: AuthorizationResult = { outcome: 'approved', acquirerReference: 'auth_2' };
const unknown: AuthorizationResult = { outcome: 'unknown', reason: 'time-out' };

/** Two deliveries of one key, of which the second decides while the acquirer is asked by the first. */
async function overtaken(first: AuthorizationResult, overtaking: PaymentInstruction, second: AuthorizationResult) {
  const { world, ports } = processPaymentWorld();
  world.answer = async () => {
    world.answer = async () => second;
    await processPayment(ports, overtaking);
    return first;
  };
  const ending = processPayment(ports, anInstruction());
  await ending.catch(() => undefined);
  return { orphans: world.orphans, ending };
}

const mine = [{ paymentId: anInstruction().paymentId, amount: anInstruction().amount }];

test.each([
  ['approved', approved],
  ['perhaps approved', unknown],
])('what the acquirer %s for a key that brought another payment is reported', async (_what, answer) => {
  const { orphans, ending } = await overtaken(answer, anInstruction({ paymentId: OTHER_ID }), approved);
  await expect(ending).resolves.toBeUndefined();
  expect(orphans).toEqual(mine);
});

test('what it approved for a key that belongs to another request is reported, and the message fails', async () => {
  const other = anInstruction({ paymentId: OTHER_ID, requestHash: 'another' });
  const { orphans, ending } = await overtaken(approved, other, approved);
  await expect(ending).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  expect(orphans).toEqual(mine);
});

test.each([
  ['approved', approved, { outcome: 'declined', declineCode: 'other' }, 1],
  ['approved', approved, { outcome: 'approved', acquirerReference: 'auth_2' }, 0],
  ['declined', { outcome: 'declined', declineCode: 'other' }, { outcome: 'declined', declineCode: 'other' }, 0],
  ['approved', approved, unknown, 0],
] as const)('what is %s for the payment itself is an orphan where it stands as declined only', async (...row) => {
  const [, first, second, expected] = row;
  const { orphans } = await overtaken(first, anInstruction(), second);
  expect(orphans).toHaveLength(expected);
});

describe('a message that comes again, after one that died before it could tell,', () => {
  async function again(decided: PaymentInstruction, answer: AuthorizationResult) {
    const { world, ports } = processPaymentWorld();
    world.answer = async () => answer;
    await processPayment(ports, decided);
    await processPayment(ports, anInstruction());
    expect(world.asked).toHaveLength(1);
    return world.orphans;
  }

  test('reports where its key brought another payment', async () => {
    expect(await again(anInstruction({ paymentId: OTHER_ID }), approved)).toEqual(mine);
  });

  test('reports where its payment was declined without the acquirer’s word', async () => {
    expect(await again(anInstruction(), { outcome: 'declined', declineCode: 'other' })).toEqual(mine);
  });

  test.each<AuthorizationResult>([
    approved,
    unknown,
    { outcome: 'declined', declineCode: 'other', acquirerReference: 'auth_1' },
    { outcome: 'refused', declineCode: 'request-refused' },
  ])('reports nothing where its payment stands by the acquirer’s word: $outcome', async (answer) => {
    expect(await again(anInstruction(), answer)).toEqual([]);
  });
});
