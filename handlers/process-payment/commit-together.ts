import type { BatchPaymentLedger, CommitResult, PaymentDecision, PaymentLedger } from '../ports/payment-ledger';
import { LedgerUnavailableError } from '../runtime/errors';

interface Waiting {
  readonly decision: PaymentDecision;
  readonly resolve: (result: CommitResult | Promise<CommitResult>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Decisions that come while a commit is under way share the next one. Nobody waits to be joined: who comes alone is committed at once.
 * What cannot be committed spoils its own payment only: after a refusal each is asked for alone.
 */
export function commitTogether(ledger: BatchPaymentLedger): PaymentLedger {
  let underWay: Promise<void> = Promise.resolve();
  let waiting: Waiting[] = [];

  async function next(): Promise<void> {
    const together = waiting;
    waiting = [];
    await commitAll(ledger, together);
  }

  return {
    find: (callerId, idempotencyKey) => ledger.find(callerId, idempotencyKey),
    commit: (decision) =>
      new Promise((resolve, reject) => {
        waiting.push({ decision, resolve, reject });
        if (waiting.length === 1) underWay = underWay.then(next);
      }),
  };
}

/** Never throws: everyone is told. */
async function commitAll(ledger: BatchPaymentLedger, together: readonly Waiting[]): Promise<void> {
  const alone = () =>
    Promise.allSettled(
      together.map(async ({ decision, resolve, reject }) => {
        await ledger.commit(decision).then(resolve, reject);
      }),
    );
  if (together.length === 1) return void (await alone());
  try {
    const results = await ledger.commitAll(together.map(({ decision }) => decision));
    for (const [index, { resolve, reject }] of together.entries()) {
      const result = results[index];
      if (result) resolve(result);
      else reject(new Error('the ledger answered to fewer decisions than it was asked for'));
    }
  } catch (error) {
    if (!(error instanceof LedgerUnavailableError)) return void (await alone());
    for (const { reject } of together) reject(error);
  }
}
