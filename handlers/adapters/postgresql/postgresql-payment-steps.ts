import { DeclineCode } from '../../domain/decline-codes';
import type { PaymentPosition } from '../../domain/ledger/payment-position';
import { type PlannedStep, planStep } from '../../domain/ledger/plan-step';
import type { PaymentSteps, StepRequest, StepResult } from '../../ports/payment-steps';
import { PaymentError } from '../../runtime/errors';
import { isPastLimit } from './account-limit';
import type { LedgerDatabase } from './ledger-database';
import { stepCommand } from './step-command';

type Answer =
  | { readonly outcome: 'taken' | 'replayed'; readonly position: PaymentPosition }
  | { readonly outcome: 'mismatch' }
  | { readonly outcome: 'moved'; readonly position: PaymentPosition | null }
  | { readonly outcome: 'past-limit'; readonly position: PaymentPosition };

/** Each loss means that another step was taken, so this many are rare and not a deadlock. */
const MOST_ATTEMPTS = 50;

/**
 * Plans a step from what was seen and takes it in one round trip; whoever finds the payment elsewhere plans anew from there.
 * A step that is not possible is still asked for by its key: it may have been taken before.
 */
export class PostgresqlPaymentSteps implements PaymentSteps {
  constructor(private readonly database: LedgerDatabase) {}

  async take(request: StepRequest): Promise<StepResult> {
    let position = request.seen;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const planned = position && planStep(position, request.step);
      const answer = await this.ask(request, position, planned);
      if (answer.outcome === 'past-limit') return this.refuse(request, answer.position);
      if (answer.outcome !== 'moved') return answer;
      if (!answer.position) return { outcome: 'unknown-payment' };
      if (planned && 'refusal' in planned && position?.sequence === answer.position.sequence) {
        return { outcome: 'refused', refusal: planned.refusal, position: answer.position };
      }
      position = answer.position;
    }
    throw new PaymentError('payment-busy', 'others changed the payment each time before this step could', {
      retryAfterSeconds: 1,
    });
  }

  find(paymentId: string): Promise<PaymentPosition | undefined> {
    return this.read('select ledger.find_position($1) as position', [paymentId]);
  }

  findOf(callerId: string, paymentId: string): Promise<PaymentPosition | undefined> {
    return this.read('select ledger.find_position_of($1, $2) as position', [callerId, paymentId]);
  }

  private async read(statement: string, values: readonly string[]): Promise<PaymentPosition | undefined> {
    const [row] = await this.database.call<{ position: PaymentPosition | null }>(statement, values);
    return row?.position ?? undefined;
  }

  private async ask(request: StepRequest, position?: PaymentPosition, planned?: PlannedStep): Promise<Answer> {
    const { command, event, audit } = stepCommand(request, position, planned);
    try {
      const statement = 'select ledger.take_step($1, $2, $3) as answer';
      const [row] = await this.database.call<{ answer: Answer }>(statement, [JSON.stringify(command), event, audit]);
      if (!row) throw new Error('take_step returned no row');
      return row.answer;
    } catch (error) {
      if (position && isPastLimit(error)) return { outcome: 'past-limit', position };
      throw error;
    }
  }

  /** Nothing was kept. An authorization that comes late ends as one in time does: the payment has its answer. */
  private refuse(request: StepRequest, position: PaymentPosition): Promise<StepResult> | StepResult {
    const { step } = request;
    if (step.kind !== 'resolve') return { outcome: 'refused', refusal: 'account-limit', position };
    const declined = { ...step, status: 'declined', declineCode: DeclineCode.ACCOUNT_LIMIT } as const;
    return this.take({ ...request, step: declined, acquirerReference: undefined, seen: position });
  }
}
