/** A function's process: takes deliveries from its parent, works with the real adapters, and can be killed at any time. */
import { inspect } from 'node:util';
import type { PaymentEvent } from '../../handlers/domain/payment-event';
import { processPayment } from '../../handlers/process-payment/process-payment';
import { RequestError } from '../../handlers/runtime/errors';
import { StepPayment } from '../../handlers/step-payment/step-payment';
import { httpRequest } from '../handlers/fakes/http-requests';
import { Doom } from './kill-points';
import { type FromWorker, type Job, type StepJob, type ToWorker, WORKER_SETTINGS } from './worker-messages';
import { workerPorts } from './worker-ports';

const tell = (message: FromWorker, done?: () => void) => process.send?.(message, undefined, undefined, done);

const doom = new Doom((point) => {
  tell({ kind: 'dying', point }, () => process.kill(process.pid, 'SIGKILL'));
  return new Promise<never>(() => undefined);
});

let publications = 0;
const unconfirmed = new Map<number, (eventIds: readonly string[]) => void>();

/** The topic is with the parent, which outlives its workers as SNS does. */
function publish(events: readonly PaymentEvent[]): Promise<readonly string[]> {
  publications += 1;
  const id = publications;
  return new Promise((resolve) => {
    unconfirmed.set(id, resolve);
    tell({ kind: 'publish', id, events });
  });
}

const { processing, stepping } = workerPorts(JSON.parse(process.env[WORKER_SETTINGS] ?? '{}'), { publish }, doom);

const stepPayment = new StepPayment(stepping);

async function work(job: Job): Promise<void> {
  if (job.kind === 'payment') await processPayment(processing, job.instruction);
  else await call(job);
  await doom.reach('between relay and answer');
}

/** As the client does, who repeats what no answer came to, and takes a refusal for an answer. */
async function call({ step, amountMinor, paymentId, callerId, idempotencyKey }: StepJob): Promise<void> {
  const headers = { 'idempotency-key': idempotencyKey };
  const body = { amountMinor };
  const request = httpRequest({ headers, callerId, pathParameters: { id: paymentId }, body });
  try {
    await stepPayment.handle(step, request);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
  }
}

process.on('message', (message: ToWorker) => {
  if (message.kind === 'accepted') {
    unconfirmed.get(message.id)?.(message.eventIds);
    unconfirmed.delete(message.id);
    return;
  }
  const { id, job, dieAt } = message;
  doom.await(dieAt);
  work(job).then(
    () => tell({ kind: 'done', id }),
    (error: unknown) => {
      process.stderr.write(`${inspect(error)}\n`); // the log of the workers
      tell({ kind: 'failed', id });
    },
  );
});
process.on('disconnect', () => process.exit());
