import { v7 } from 'uuid';
import type { PaymentInstruction } from '../../handlers/domain/payment';
import type { CardVault } from '../../handlers/ports/card-vault';
import { type Behaviour, testCardFor } from '../../local/acquirer/test-cards';
import { amountFor, TROUBLED_AMOUNTS } from '../../local/acquirer/troubled-amounts';
import { anInstruction } from '../handlers/fakes/instruction';
import type { SeededRandom } from './seeded-random';

/** How often each behaviour of the acquirer is asked for, in a hundred. */
const MIX: readonly (readonly [Behaviour, number])[] = [
  ['approve', 66],
  ['decline', 8],
  ['approve-slowly', 5],
  ['cut-after-accepting', 5],
  ['error-after-accepting', 5],
  ['misstate-amount', 4],
  ['hang-after-accepting', 3],
  ['hang-before-accepting', 2],
  ['unavailable', 2],
];
const DECK = MIX.flatMap(([behaviour, share]) => Array.from({ length: share }, () => behaviour));
export const BEHAVIOURS = MIX.map(([behaviour]) => behaviour);

/** Each once at first, so that the shortest run on the slowest machine goes without none; then as the mix has them. */
export const behaviourOf = (made: number, random: SeededRandom) => BEHAVIOURS[made] ?? random.pick(DECK);

/** Amounts that make trouble at the acquirer again, when they are captured, given back or refunded. */
const TROUBLED = TROUBLED_AMOUNTS.filter(({ trouble }) => trouble !== 'misstate-amount'); // that one is for a person
/** The acquirer authorizes it, and refuses whatever comes after. */
export const REFUSED_LATER = amountFor('refuse');

function anyAmount(random: SeededRandom): number {
  if (random.chance(0.06)) return REFUSED_LATER;
  return random.chance(0.12) ? random.pick(TROUBLED).amountMinor : random.between(1, 9_999);
}

/** A payment that the edge would accept: its card is tokenized, its card, customer and key are nobody else's. */
export async function makePayment(
  vault: CardVault,
  random: SeededRandom,
  behaviour: Behaviour,
  amountMinor = anyAmount(random),
): Promise<PaymentInstruction> {
  const paymentId = v7();
  const { number } = testCardFor(behaviour);
  const card = await vault.tokenize({ number, expiryMonth: 12, expiryYear: 2040, cvv: '123' });
  return anInstruction({
    paymentId,
    idempotencyKey: `key of ${paymentId}`,
    requestHash: `hash of ${paymentId}`,
    amount: { amountMinor, currency: random.pick(['CHF', 'EUR', 'JPY']) },
    card: { ...card, fingerprint: `fingerprint of ${paymentId}` },
    customer: { id: `customer of ${paymentId}` },
    merchantId: `merchant-${random.between(1, 5)}`,
    receivedAt: new Date().toISOString(),
  });
}

export const isRefusedLater = ({ amount }: Pick<PaymentInstruction, 'amount'>) => amount.amountMinor === REFUSED_LATER;

/** The same request, by an edge that had forgotten it: under the same key comes another payment. */
export const twinOf = (instruction: PaymentInstruction): PaymentInstruction => ({ ...instruction, paymentId: v7() });
