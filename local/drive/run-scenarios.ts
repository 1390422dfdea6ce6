import { randomUUID } from 'node:crypto';
import type { ApiAnswer } from './api-client';
import { type FollowOptions, follow, type Journey } from './follow';
import { patiently } from './patiently';
import type { ExpectedPayment, Scenario } from './scenarios';

/** How a scenario went. */
export interface Outcome {
  readonly scenario: Scenario;
  readonly answer: ApiAnswer;
  /** How often it was sent until it was answered for good. */
  readonly tries: number;
  readonly answerMs: number;
  readonly paymentId?: string;
  readonly journey?: Journey;
  /** What was not as stated; empty when all went well. */
  readonly faults: readonly string[];
}

type Sent = Pick<Outcome, 'answer' | 'tries'>;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function field(answer: ApiAnswer, name: string): string | undefined {
  return isRecord(answer.json) && name in answer.json ? String(answer.json[name]) : undefined;
}

/** Code of the problem that an answer is; `undefined` for any other answer. */
export function problemOf(answer: ApiAnswer): string | undefined {
  return field(answer, 'code');
}

function headersOf({ withoutKey }: Scenario, key: string): Record<string, string> {
  return { 'content-type': 'application/json', ...(withoutKey ? {} : { 'idempotency-key': key }) };
}

function sendPatiently({ client }: FollowOptions, scenario: Scenario, key: string): Promise<Sent> {
  return patiently(() =>
    client.call({
      method: 'POST',
      path: 'payments',
      headers: headersOf(scenario, key),
      body: scenario.body,
      signed: scenario.unsigned !== true,
    }),
  );
}

async function runOne(options: FollowOptions, scenario: Scenario, key: string): Promise<Outcome> {
  const from = performance.now();
  const { answer, tries } = await sendPatiently(options, scenario, key);
  const answerMs = Math.round(performance.now() - from);
  const paymentId = answer.status === 202 ? field(answer, 'paymentId') : undefined;
  const journey = paymentId ? await follow(options, paymentId) : undefined;
  const outcome = { scenario, answer, tries, answerMs, paymentId, journey };
  return { ...outcome, faults: faultsOf(outcome) };
}

function different(what: string, actual: unknown, expected: unknown): string[] {
  return actual === expected ? [] : [`${what} is ${actual ?? 'missing'}, not ${expected ?? 'missing'}`];
}

function faultsOf({ scenario, answer, journey }: Omit<Outcome, 'faults'>): string[] {
  const faults = different('HTTP status', answer.status, scenario.expectedHttp);
  if (scenario.expectedProblem) {
    faults.push(...different('problem', problemOf(answer), scenario.expectedProblem));
    faults.push(...different('media type', answer.contentType.split(';')[0], 'application/problem+json'));
  }
  const expected = expectedNow(scenario, journey);
  return expected ? [...faults, ...journeyFaults(journey, expected)] : faults;
}

/** The reconciler's own schedule may have been faster than the look. */
function expectedNow({ expected, settled }: Scenario, journey: Journey | undefined): ExpectedPayment | undefined {
  return settled && journey?.ledger?.status !== expected?.status ? settled : expected;
}

/** What is not as stated of a payment's way to its end. */
export function journeyFaults(journey: Journey | undefined, expected: ExpectedPayment): string[] {
  return [
    ...different('ledger', journey?.ledger?.status, expected.status),
    ...different('decline code', journey?.ledger?.declineCode ?? undefined, expected.declineCode),
    ...different('money booked', (journey?.ledger?.postings ?? 0) > 0, expected.status === 'authorized'),
    ...different('view', journey?.viewStatus, expected.status),
    ...different('notifications', journey?.topicDeliveries, 1),
    ...different('webhooks', journey?.webhookDeliveries, 1),
  ];
}

/** Those with one key go one after the other, and must all be answered with the same payment. */
async function runGroup(options: FollowOptions, scenarios: readonly Scenario[]): Promise<readonly Outcome[]> {
  const key = randomUUID();
  const outcomes: Outcome[] = [];
  for (const scenario of scenarios) {
    const outcome = await runOne(options, scenario, key);
    const first = outcomes.find(({ paymentId }) => paymentId)?.paymentId;
    const isOther = first !== undefined && outcome.paymentId !== undefined && outcome.paymentId !== first;
    outcomes.push(isOther ? { ...outcome, faults: [...outcome.faults, 'a second payment for one key'] } : outcome);
  }
  return outcomes;
}

/** Sends all at once, except those that share a key; returns them in the order given. */
export async function runScenarios(
  options: FollowOptions,
  scenarios: readonly Scenario[],
  onEnd: (ended: number) => void = () => undefined,
): Promise<readonly Outcome[]> {
  const groups = Map.groupBy(scenarios, (scenario) => scenario.key ?? scenario);
  let ended = 0;
  const outcomes = await Promise.all(
    [...groups.values()].map(async (group) => {
      const result = await runGroup(options, group);
      ended += group.length;
      onEnd(ended);
      return result;
    }),
  );
  const all = outcomes.flat();
  return scenarios
    .map((scenario) => all.find((outcome) => outcome.scenario === scenario))
    .filter((it) => it !== undefined);
}
