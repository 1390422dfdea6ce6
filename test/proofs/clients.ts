import { v7 } from 'uuid';
import type { PaymentStep } from '../../handlers/domain/ledger/payment-step';
import type { PaymentInstruction } from '../../handlers/domain/payment';
import type { PaymentEvent } from '../../handlers/domain/payment-event';
import type { CardVault } from '../../handlers/ports/card-vault';
import { type Behaviour, testCardFor } from '../../local/acquirer/test-cards';
import { anInstruction } from '../handlers/fakes/instruction';
import { aStep } from '../handlers/fakes/step';
import type { SeededRandom } from './seeded-random';
import type { StepJob } from './worker-messages';

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

/** A payment that the edge would accept: its card is tokenized, its card, customer and key are nobody else's. */
export async function makePayment(vault: CardVault, random: SeededRandom): Promise<PaymentInstruction> {
  const paymentId = v7();
  const { number } = testCardFor(random.pick(DECK));
  const card = await vault.tokenize({ number, expiryMonth: 12, expiryYear: 2040, cvv: '123' });
  return anInstruction({
    paymentId,
    idempotencyKey: `key of ${paymentId}`,
    requestHash: `hash of ${paymentId}`,
    amount: { amountMinor: random.between(1, 9_999), currency: random.pick(['CHF', 'EUR', 'JPY']) },
    card: { ...card, fingerprint: `fingerprint of ${paymentId}` },
    customer: { id: `customer of ${paymentId}` },
    merchantId: `merchant-${random.between(1, 5)}`,
    receivedAt: new Date().toISOString(),
  });
}

/** What two clerks of the merchant do at once when they hear of an event; of each pair one must win. */
export function rivalSteps({ paymentId, status, sequence }: PaymentEvent, random: SeededRandom): readonly StepJob[] {
  if (status === 'authorized') {
    return random
      .pick<readonly PaymentStep[]>([
        [{ kind: 'capture' }, { kind: 'capture' }],
        [{ kind: 'capture' }, { kind: 'void' }],
        [],
      ])
      .map((step) => stepJob(paymentId, step));
  }
  if (status !== 'captured' || sequence !== 2) return [];
  return [1, 2].map(() => stepJob(paymentId, { kind: 'refund', refundId: v7() }));
}

function stepJob(paymentId: string, step: PaymentStep): StepJob {
  const { eventId: _eventId, ...request } = aStep(paymentId, step);
  return { kind: 'step', request };
}
