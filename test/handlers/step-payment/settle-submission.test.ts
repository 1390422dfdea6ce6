import type { SubmissionResult } from '../../../handlers/ports/acquirer-submissions';
import type { OperatorCase } from '../../../handlers/ports/operator-cases';
import type { StepResult } from '../../../handlers/ports/payment-steps';
import type { RecordedAnswer, StepSubmission } from '../../../handlers/ports/submissions';
import {
  type SettleSubmissionPorts,
  settleSubmission,
  tellAcquirer,
} from '../../../handlers/step-payment/settle-submission';
import { fakeClock } from '../fakes/clock';
import { fakeIds } from '../fakes/ids';
import { recordingLogger } from '../fakes/recording-logger';
import { recordingMetrics } from '../fakes/recording-metrics';
import { aPosition } from '../fakes/step';

const submission: StepSubmission = {
  paymentId: 'payment-1',
  sequence: 2,
  kind: 'capture',
  amount: { amountMinor: 60, currency: 'CHF' },
  acquirerReference: 'auth_1',
  state: 'open',
};

interface Answers {
  readonly found?: SubmissionResult;
  readonly said?: SubmissionResult;
  readonly recorded?: RecordedAnswer;
  readonly reversal?: StepResult;
}

/** A world that answers as it is told, and keeps what it was asked in order. */
function world({ found, said, recorded = 'closed', reversal }: Answers) {
  const asked: string[] = [];
  const cases: OperatorCase[] = [];
  const note = <T>(name: string, answer: T) => {
    asked.push(name);
    return answer;
  };
  const ports: SettleSubmissionPorts = {
    acquirer: {
      submit: async ({ acquirerKey }) => note(`submit ${acquirerKey}`, said ?? { outcome: 'refused' }),
      find: async ({ acquirerKey }) => note(`find ${acquirerKey}`, found),
    },
    submissions: {
      recordAccepted: async (_submission, name) => note(`record ${name}`, recorded),
      recordRefused: async () => note('record refused', recorded),
    },
    steps: {
      take: async ({ step, idempotencyKey, callerId }) =>
        note(`${step.kind} ${callerId} ${idempotencyKey}`, reversal ?? { outcome: 'taken', position: aPosition() }),
    },
    operatorCases: { raise: async (one) => void cases.push(note(`raise ${one.kind}`, one)) },
    ids: fakeIds(),
    clock: fakeClock(),
    metrics: recordingMetrics(),
    logger: recordingLogger(),
  };
  return { ports, asked };
}

const REVERSAL = 'reverse-capture #acquirer reverse/payment-1/2';
const accepted = { outcome: 'accepted', acquirerReference: 'capture-1' } as const;

test.each<[string, Partial<StepSubmission>, Answers, string, readonly string[]]>([
  ['is accepted', {}, { said: accepted }, 'accepted', ['submit payment-1/2', 'record capture-1']],
  [
    'was accepted before',
    {},
    { said: accepted, recorded: 'repeated' },
    'accepted',
    ['submit payment-1/2', 'record capture-1'],
  ],
  ['is left open', {}, { said: { outcome: 'unknown', reason: 'time-out' } }, 'open', ['submit payment-1/2']],
  ['is refused', {}, {}, 'refused', ['submit payment-1/2', REVERSAL]],
  [
    'was reversed by another',
    {},
    { reversal: { outcome: 'replayed', position: aPosition() } },
    'refused',
    ['submit payment-1/2', REVERSAL],
  ],
  [
    'is refused while a refund stands upon it',
    {},
    { reversal: { outcome: 'refused', refusal: 'amount-exceeds-captured', position: aPosition() } },
    'stuck',
    ['submit payment-1/2', REVERSAL],
  ],
  [
    'is a void and refused',
    { kind: 'void' },
    {},
    'refused',
    ['submit payment-1/2', 'raise void-refused', 'record refused'],
  ],
  [
    'is accepted after it was refused',
    {},
    { said: accepted, recorded: 'contradicted' },
    'refused',
    ['submit payment-1/2', 'record capture-1', 'raise submission-contradicted'],
  ],
  ['has no authorization at the acquirer', { acquirerReference: undefined }, {}, 'refused', [REVERSAL]],
  ['was settled', { state: 'accepted' }, {}, 'accepted', []],
])('a step that %s', async (_name, overrides, answers, state, steps) => {
  const { ports, asked } = world(answers);
  expect(await tellAcquirer(ports, { ...submission, ...overrides }, false)).toBe(state);
  expect(asked).toEqual(steps);
});

test('a step that may have been sent long ago is asked for first, and sent again only if the acquirer never saw it', async () => {
  const known = world({ found: accepted });
  expect(await settleSubmission(known.ports, submission, true)).toBe('accepted');
  expect(known.asked).toEqual(['find payment-1/2', 'record capture-1']);
  const unknown = world({ said: accepted });
  expect(await settleSubmission(unknown.ports, submission, true)).toBe('accepted');
  expect(unknown.asked).toEqual(['find payment-1/2', 'submit payment-1/2', 'record capture-1']);
});

test('a refused step that cannot be reversed is open to whoever took it, and the log says why', async () => {
  const { ports } = world({
    reversal: { outcome: 'refused', refusal: 'account-limit', position: aPosition() },
  });
  expect(await settleSubmission(ports, submission, false)).toBe('open');
  expect(ports.logger).toMatchObject({
    lines: [{ message: 'refused step cannot be reversed yet', reason: 'account-limit' }],
  });
});
