/** A function's process: takes deliveries from its parent, works with the real adapters, and can be killed at any time. */
import { inspect } from 'node:util';
import type { PaymentEvent } from '../../handlers/domain/payment-event';
import { notifyPayment } from '../../handlers/notify-payment/notify-payment';
import { processPayment } from '../../handlers/process-payment/process-payment';
import { projectPayment } from '../../handlers/project-payment/project-payment';
import { RequestError } from '../../handlers/runtime/errors';
import { StepPayment } from '../../handlers/step-payment/step-payment';
import { httpRequest } from '../handlers/fakes/http-requests';
import { consumerPorts } from './consumer-ports';
import { Doom } from './kill-points';
import {
  type FromWorker,
  type Job,
  type Outward,
  type StepJob,
  type ToWorker,
  WORKER_SETTINGS,
  type WorkerSettings,
} from './worker-messages';
import { workerPorts } from './worker-ports';

const tell = (message: FromWorker, done?: () => void) => process.send?.(message, undefined, undefined, done);

const doom = new Doom((point) => {
  tell({ kind: 'dying', point }, () => process.kill(process.pid, 'SIGKILL'));
  return new Promise<never>(() => undefined);
});

let calls = 0;
const unconfirmed = new Map<number, (eventIds: readonly string[]) => void>();

/** To the parent, which outlives its workers as SNS does; what it accepted of the events. */
function outward(call: Outward): Promise<readonly string[]> {
  calls += 1;
  const id = calls;
  return new Promise((resolve) => {
    unconfirmed.set(id, resolve);
    tell({ kind: 'outward', id, call });
  });
}

const settings: WorkerSettings = JSON.parse(process.env[WORKER_SETTINGS] ?? '{}');
const publisher = { publish: (events: readonly PaymentEvent[]) => outward({ kind: 'publish', events }) };
const { processing, stepping } = workerPorts(settings, publisher, doom);
const { notifying, projecting } = consumerPorts(settings, outward, doom);

const stepPayment = new StepPayment(stepping);

async function work(job: Job): Promise<void> {
  switch (job.kind) {
    case 'payment':
      await processPayment(processing, job.instruction);
      return doom.reach('between relay and answer');
    case 'step':
      await call(job);
      return doom.reach('between relay and answer');
    case 'notification':
      await notifyPayment(notifying, job.event);
      return doom.reach('between receipt and answer');
    case 'view':
      await projectPayment(projecting, job.event);
      return doom.reach('between writing a view and answer');
  }
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
