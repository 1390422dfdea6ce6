/** What random clients do to a ledger; each command compares the answer with the model's. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { v7 } from 'uuid';
import type { PaymentPosition } from '../../../handlers/domain/ledger/payment-position';
import type { PaymentStep } from '../../../handlers/domain/ledger/payment-step';
import type { PaymentLedger } from '../../../handlers/ports/payment-ledger';
import type { PaymentSteps, StepRequest, StepResult } from '../../../handlers/ports/payment-steps';
import { aDecision } from './decision';
import { answerOf, type LedgerModel, told } from './ledger-model';
import { aStep, reverse } from './step';

/** Remembers what it saw, which others may have changed since. */
export interface LedgerClient {
  readonly ledger: PaymentLedger;
  readonly steps: PaymentSteps;
  readonly seen: Map<string, PaymentPosition>;
}

export interface RealLedger {
  readonly clients: readonly LedgerClient[];
  readonly merchantId: string;
}

type Command = fc.AsyncCommand<LedgerModel, RealLedger>;

const anyPayment = (model: Readonly<LedgerModel>) => model.payments.size > 0;
const anyStep = (model: Readonly<LedgerModel>) => model.taken.length > 0;

function clientAt({ clients }: RealLedger, index: number): LedgerClient {
  const client = clients[index % clients.length];
  if (!client) throw new Error('no clients');
  return client;
}

async function take(client: LedgerClient, request: StepRequest): Promise<StepResult> {
  const result = await client.steps.take({ ...request, seen: client.seen.get(request.paymentId) });
  if ('position' in result) client.seen.set(request.paymentId, result.position);
  return result;
}

function accept(model: LedgerModel, request: StepRequest): unknown {
  const [, payment] = model.paymentAt([...model.payments.keys()].indexOf(request.paymentId));
  const answer = answerOf(payment, request.step);
  if ('after' in answer) {
    model.payments.set(request.paymentId, answer.after);
    model.taken.push({ request, before: payment, after: answer.after });
  }
  return answer;
}

function pay(client: number, amount: number, status: 'authorized' | 'unresolved' | 'declined'): Command {
  return {
    check: () => true,
    run: async (model, real) => {
      const declineCode = status === 'declined' ? 'do-not-honor' : undefined;
      const instruction = { merchantId: real.merchantId, amount: { amountMinor: amount, currency: 'CHF' } };
      const decision = aDecision({ status, declineCode }, instruction);
      const result = await clientAt(real, client).ledger.commit(decision);
      expect(result).toMatchObject({ outcome: 'committed', payment: { status, sequence: 1 } });
      const nothing = { captured: 0, released: 0, refunded: 0 };
      model.payments.set(decision.instruction.paymentId, { status, sequence: 1, amount, ...nothing });
    },
    toString: () => `client ${client} pays ${amount}: ${status}`,
  };
}

function step(client: number, payment: number, one: PaymentStep): Command {
  return {
    check: anyPayment,
    run: async (model, real) => {
      const [paymentId] = model.paymentAt(payment);
      const request = aStep(paymentId, named(one));
      const result = await take(clientAt(real, client), request);
      expect(told(result)).toEqual(accept(model, request));
    },
    toString: () => `client ${client} takes ${JSON.stringify(one)} of payment ${payment}`,
  };
}

/** The acquirer refused a capture or refund, whatever happened since. */
function takeBack(client: number, index: number): Command {
  return {
    check: (model) => model.reversible().length > 0,
    run: async (model, real) => {
      const refused = model.reversible();
      const past = refused[index % refused.length];
      if (!past) throw new Error('no capture or refund yet');
      const { request, before, after } = past;
      const of = after.refunded === before.refunded ? 'capture' : 'refund';
      const amount = after.captured - before.captured + after.refunded - before.refunded;
      const reversal = aStep(request.paymentId, reverse(of, after.sequence, amount));
      const result = await take(clientAt(real, client), reversal);
      expect(told(result)).toEqual(accept(model, reversal));
    },
    toString: () => `client ${client} takes capture or refund ${index} back`,
  };
}

/** Two clients at once: the answers must be those of one order or of the other. */
function together(payment: number, pair: readonly [PaymentStep, PaymentStep]): Command {
  return {
    check: anyPayment,
    run: async (model, real) => {
      const [paymentId, before] = model.paymentAt(payment);
      const [first, second] = [aStep(paymentId, named(pair[0])), aStep(paymentId, named(pair[1]))];
      const requests = [first, second];
      const results = await Promise.all(requests.map((request, index) => take(clientAt(real, index), request)));
      const answers = results.map(told);
      const taken = model.taken.length;
      if (isDeepStrictEqual([accept(model, first), accept(model, second)], answers)) return;
      model.taken.length = taken;
      model.payments.set(paymentId, before);
      const reversed = [accept(model, second), accept(model, first)].reverse();
      expect(answers).toEqual(reversed);
    },
    toString: () => `two clients take ${JSON.stringify(pair)} of payment ${payment} at once`,
  };
}

type Repeat = 'same event' | 'new event' | 'other request' | 'other payment';

function repeat(client: number, index: number, how: Repeat): Command {
  return {
    check: anyStep,
    run: async (model, real) => {
      const past = model.taken[index % model.taken.length];
      if (!past) throw new Error('no step yet');
      const changes = {
        'same event': {},
        'new event': { eventId: v7() },
        'other request': { requestHash: 'another', eventId: v7() },
        'other payment': { paymentId: v7(), eventId: v7() },
      };
      const result = await take(clientAt(real, client), { ...past.request, ...changes[how] });
      const answers = {
        'same event': { after: past.after },
        'new event': { outcome: 'replayed', after: past.after },
        'other request': { outcome: 'mismatch' },
        'other payment': { outcome: 'mismatch' },
      };
      expect(told(result)).toEqual(answers[how]);
    },
    toString: () => `client ${client} repeats step ${index}: ${how}`,
  };
}

/** A run may be shrunk and repeated: the children of its refunds need names of their own. */
const named = (one: PaymentStep): PaymentStep => (one.kind === 'refund' ? { ...one, refundId: v7() } : one);

const index = fc.nat({ max: 7 });
const client = fc.nat({ max: 2 });
/** Few amounts, so that limits are met exactly, and passed by one. */
const part = fc.option(fc.constantFrom(1, 39, 40, 41, 60, 100, 101), { nil: undefined });
const anyStepOfAPayment: fc.Arbitrary<PaymentStep> = fc.oneof(
  { weight: 4, arbitrary: part.map((amountMinor) => ({ kind: 'capture' as const, amountMinor })) },
  { weight: 4, arbitrary: part.map((amountMinor) => ({ kind: 'refund' as const, refundId: '', amountMinor })) },
  fc.constantFrom<PaymentStep>({ kind: 'void' }, { kind: 'expire' }, { kind: 'resolve', status: 'authorized' }),
  fc.constant<PaymentStep>({ kind: 'resolve', status: 'declined', declineCode: 'do-not-honor' }),
);
const status = fc.constantFrom(
  'authorized' as const,
  'authorized' as const,
  'unresolved' as const,
  'declined' as const,
);
const how = fc.constantFrom<Repeat>('same event', 'new event', 'other request', 'other payment');

export const ledgerCommands = fc.commands(
  [
    fc.tuple(client, fc.constantFrom(1, 40, 100), status).map((values) => pay(...values)),
    fc.tuple(client, index, anyStepOfAPayment).map((values) => step(...values)),
    fc.tuple(client, index, anyStepOfAPayment).map((values) => step(...values)),
    fc.tuple(index, fc.tuple(anyStepOfAPayment, anyStepOfAPayment)).map((values) => together(...values)),
    fc.tuple(client, index, how).map((values) => repeat(...values)),
    fc.tuple(client, index).map((values) => takeBack(...values)),
  ],
  { maxCommands: 40, size: 'max' },
);
