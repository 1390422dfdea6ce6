/** Ports that work as those they stand before, but for the points where the process may end. */
import type { Acquirer } from '../../handlers/ports/acquirer';
import type { AcquirerSubmissions } from '../../handlers/ports/acquirer-submissions';
import type { EventPublisher } from '../../handlers/ports/event-publisher';
import type { PaymentLedger } from '../../handlers/ports/payment-ledger';
import type { PaymentSteps } from '../../handlers/ports/payment-steps';
import type { PaymentViews } from '../../handlers/ports/payment-views';
import type { Receipts } from '../../handlers/ports/receipts';
import type { Doom, KillPoint } from './kill-points';

export function dyingAcquirer(acquirer: Pick<Acquirer, 'authorize'>, doom: Doom): Pick<Acquirer, 'authorize'> {
  return { authorize: (request) => then(doom, 'between authorize and commit', acquirer.authorize(request)) };
}

export function dyingLedger(ledger: PaymentLedger, doom: Doom): PaymentLedger {
  return { find: (...key) => ledger.find(...key), commit: (decision) => committing(doom, ledger.commit(decision)) };
}

export function dyingSteps(steps: PaymentSteps, doom: Doom): PaymentSteps {
  return {
    find: (paymentId) => steps.find(paymentId),
    findOf: (...owner) => steps.findOf(...owner),
    take: (request) => committing(doom, steps.take(request)),
  };
}

export function dyingSubmissions(acquirer: AcquirerSubmissions, doom: Doom): AcquirerSubmissions {
  return {
    find: (request) => acquirer.find(request),
    submit: (request) => then(doom, 'between submission and its record', acquirer.submit(request)),
  };
}

export function dyingPublisher(publisher: EventPublisher, doom: Doom): EventPublisher {
  return { publish: (events) => then(doom, 'in the middle of relay', publisher.publish(events)) };
}

export function dyingReceipts(receipts: Receipts, doom: Doom): Receipts {
  return {
    claim: (...claim) => then(doom, 'between claim and delivery', receipts.claim(...claim)),
    complete: (...claim) => receipts.complete(...claim),
    release: (...claim) => receipts.release(...claim),
  };
}

export function dyingViews(views: PaymentViews, doom: Doom): PaymentViews {
  return {
    find: (paymentId) => then(doom, 'between reading and writing a view', views.find(paymentId)),
    putIfNewer: (view) => views.putIfNewer(view),
  };
}

async function then<T>(doom: Doom, point: KillPoint, work: Promise<T>): Promise<T> {
  const result = await work;
  await doom.reach(point);
  return result;
}

/** Whoever dies while the statement is under way cannot know what became of it. */
async function committing<T>(doom: Doom, commit: Promise<T>): Promise<T> {
  commit.catch(() => undefined); // awaited below, unless the end comes first
  await doom.reach('while the commit is under way');
  return then(doom, 'between commit and answer', commit);
}
