import { v7 } from 'uuid';
import type { PaymentEvent } from '../../handlers/domain/payment-event';
import { anInstruction } from '../handlers/fakes/instruction';
import { isRefusedLater } from './payers';
import type { SeededRandom } from './seeded-random';
import type { StepJob } from './worker-messages';

type Step = Pick<StepJob, 'step' | 'amountMinor'>;

const RIVAL_CAPTURES: readonly Step[] = [{ step: 'capture' }, { step: 'capture' }];
const RIVALS = [RIVAL_CAPTURES, [{ step: 'capture' }, { step: 'void' }]] as const;
const RIVAL_REFUNDS: readonly Step[] = [{ step: 'refund' }, { step: 'refund' }];
const PART: Step = { step: 'capture', amountMinor: 1 };
/** Several at once, whose events wait in the outbox together. */
const PARTS: readonly Step[] = [PART, PART, PART];

/** Two clerks who hear of an event at the same time, and do the same: of each pair one must win. Some goods are sent in parts. */
export class Merchant {
  private readonly inParts = new Set<string>();

  constructor(private readonly random: SeededRandom) {}

  react(event: PaymentEvent): readonly StepJob[] {
    return jobsOf(event.paymentId, this.stepsAfter(event));
  }

  private stepsAfter({ paymentId, status, sequence, ...amount }: PaymentEvent): readonly Step[] {
    if (status === 'captured') return sequence === 2 && !this.inParts.has(paymentId) ? RIVAL_REFUNDS : [];
    if (status !== 'authorized') return [];
    if (isRefusedLater({ amount })) return RIVAL_CAPTURES; // a refused void would be a case for a person
    if (this.random.chance(0.2)) return [];
    if (amount.amountMinor < PARTS.length || this.random.chance(0.6)) return this.random.pick(RIVALS);
    this.inParts.add(paymentId);
    return PARTS;
  }
}

export const captureInParts = (paymentId: string): readonly StepJob[] => jobsOf(paymentId, PARTS);
export const captureTwice = (paymentId: string): readonly StepJob[] => jobsOf(paymentId, RIVAL_CAPTURES);

function jobsOf(paymentId: string, steps: readonly Step[]): readonly StepJob[] {
  const { callerId } = anInstruction();
  return steps.map((step) => ({ kind: 'step', ...step, paymentId, callerId, idempotencyKey: v7() }));
}
