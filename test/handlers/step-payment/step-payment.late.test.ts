/** A step whose function answered `answer-timed-out` may go on, wake up later, or be killed: it is taken and told once. */
import { randomUUID } from 'node:crypto';
import { answering } from '../../../handlers/runtime/http-answer';
import { restHandler } from '../../../handlers/runtime/rest-handler';
import { StepPayment, type StepPaymentPorts } from '../../../handlers/step-payment/step-payment';
import { capturedOutput } from '../fakes/captured-output';
import { Gate } from '../fakes/gate';
import { restEvent } from '../fakes/rest-event';
import { StepPaymentHarness } from './step-payment-harness';

const STOPS = ['the ledger takes it', 'the acquirer is told', 'the event is relayed'] as const;
type Stop = (typeof STOPS)[number];
/** The answer comes a second before the end. */
const SHORT_MS = 1_050;
/** Of 100: twice as much would go through as well. */
const BODY = { amountMinor: 30 };

let world: StepPaymentHarness;
beforeAll(async () => {
  world = await StepPaymentHarness.start('step-payment-late', {});
});
afterEach(async () => expect(await world.server.violations()).toEqual([]));
afterAll(() => world.stop());

function heldUp(stop: Stop, gate: Gate): StepPaymentPorts {
  const { acquirer, relay, steps, ...ports } = world.ports;
  const before = async (here: Stop) => {
    if (here === stop) await gate.pass();
  };
  return {
    ...ports,
    steps: {
      find: (...call) => steps.find(...call),
      findOf: (...call) => steps.findOf(...call),
      take: async (request) => {
        await before('the ledger takes it');
        return steps.take(request);
      },
    },
    acquirer: {
      find: (...call) => acquirer.find(...call),
      submit: async (request) => {
        await before('the acquirer is told');
        return acquirer.submit(request);
      },
    },
    relay: async () => {
      await before('the event is relayed');
      return relay();
    },
  };
}

/** A capture of a part whose time is over while it is held up; `ended` once it has gone on to its end all the same. */
async function late(paymentId: string, key: string, stop: Stop) {
  const [gate, done] = [new Gate(), new Gate()];
  const useCase = new StepPayment(heldUp(stop, gate));
  const handler = restHandler(
    answering(world.logger, (request) => useCase.handle('capture', request).finally(() => done.open())),
  );
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key };
  const event = restEvent({ headers, pathParameters: { id: paymentId }, body: JSON.stringify(BODY) });
  await capturedOutput(async () => {
    const answer = handler(event, { getRemainingTimeInMillis: () => SHORT_MS });
    await gate.reached;
    expect(await answer).toMatchObject({ statusCode: 504, body: expect.stringContaining('answer-timed-out') });
  });
  return { gate, ended: done.pass() };
}

const repeat = (paymentId: string, key: string) =>
  world.ask('capture', paymentId, BODY, { headers: { 'idempotency-key': key } });

test.each(
  STOPS.flatMap((stop) => [
    [stop, 'goes on before its repeat comes', ['open', 'repeat']] as const,
    [stop, 'wakes up when its repeat has been answered', ['repeat', 'open']] as const,
    [stop, 'is killed', ['repeat']] as const,
  ]),
)('held up before %s, it %s: one capture, and one answer', async (stop, _what, course) => {
  const [paymentId, key] = [await world.authorized(100), randomUUID()];
  const { gate, ended } = await late(paymentId, key, stop);
  const answers: Awaited<ReturnType<typeof repeat>>[] = [];
  for (const next of [...course, 'repeat']) {
    if (next === 'repeat') answers.push(await repeat(paymentId, key));
    else {
      gate.open();
      await ended;
    }
  }
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(answers[0]).toMatchObject({ status: 200, body: { stepMinor: 30, capturedMinor: 30, confirmed: true } });
  expect(world.bookOf(paymentId)).toMatchObject({ capturedMinor: 30 });
  expect(await world.ports.steps.find(paymentId)).toMatchObject({ capturedMinor: 30, sequence: 2 });
});
