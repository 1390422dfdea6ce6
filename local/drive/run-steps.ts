import { randomUUID } from 'node:crypto';
import type { ApiAnswer } from './api-client';
import { type FollowOptions, follow, type Journey } from './follow';
import { patiently } from './patiently';
import { paymentBody } from './payment-body';
import { problemOf } from './run-scenarios';
import type { Holdings, StepCall, StepRoute, StepScenario } from './step-scenarios';

/** How a call went. */
export interface CallOutcome {
  readonly call: StepCall;
  readonly answer: ApiAnswer;
}

export interface StepOutcome {
  readonly scenario: StepScenario;
  readonly paymentId: string;
  readonly calls: readonly CallOutcome[];
  readonly journey: Journey;
  /** As the ledger has it, and as `GET /payments/{id}` shows it. */
  readonly holdings: Holdings;
  readonly shown: Partial<Holdings>;
  /** What was not as stated; empty when all went well. */
  readonly faults: readonly string[];
}

const HOLDINGS = `
  SELECT status, captured_minor::float8 AS "capturedMinor", released_minor::float8 AS "releasedMinor",
    refunded_minor::float8 AS "refundedMinor"
  FROM ledger.payment_transition WHERE payment_id = $1 ORDER BY sequence DESC LIMIT 1`;

/** Posts to a route below a payment, until it is answered for good. */
export async function askFor(
  { client }: Pick<FollowOptions, 'client'>,
  paymentId: string,
  route: StepRoute,
  { amountMinor, key = randomUUID() }: { readonly amountMinor?: number; readonly key?: string } = {},
): Promise<ApiAnswer> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key };
  const body = JSON.stringify({ amountMinor });
  const path = `payments/${paymentId}/${route}`;
  const { answer } = await patiently(() => client.call({ method: 'POST', path, headers, body }));
  return answer;
}

/** Makes a payment and waits until it is authorized. */
export async function authorize(options: FollowOptions, { order }: Pick<StepScenario, 'order'>): Promise<string> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const body = paymentBody(order);
  const { answer } = await patiently(() => options.client.call({ method: 'POST', path: 'payments', headers, body }));
  const { paymentId } = answer.json as { readonly paymentId?: string };
  if (paymentId === undefined) throw new Error(`a payment was not accepted: ${answer.text}`);
  const { ledger } = await follow(options, paymentId);
  if (ledger?.status !== 'authorized') throw new Error(`payment ${paymentId} is ${ledger?.status}, not authorized`);
  return paymentId;
}

async function runCalls(options: FollowOptions, paymentId: string, calls: readonly StepCall[]): Promise<CallOutcome[]> {
  const outcomes: CallOutcome[] = [];
  let key = '';
  for (const call of calls) {
    key = call.again ? key : randomUUID();
    outcomes.push({
      call,
      answer: await askFor(options, paymentId, call.route, { amountMinor: call.amountMinor, key }),
    });
  }
  return outcomes;
}

async function runOne(options: FollowOptions, scenario: StepScenario): Promise<StepOutcome> {
  const paymentId = await authorize(options, scenario);
  const calls = await runCalls(options, paymentId, scenario.calls);
  const journey = await follow(options, paymentId);
  const [holdings] = await options.ledger.rows<Holdings>(HOLDINGS, [paymentId]);
  if (!holdings) throw new Error(`payment ${paymentId} is not in the ledger`);
  const { json } = await options.client.call({ method: 'GET', path: `payments/${paymentId}` });
  const outcome = { scenario, paymentId, calls, journey, holdings, shown: json as Partial<Holdings> };
  return { ...outcome, faults: faultsOf(outcome) };
}

function faultsOf({ scenario, calls, holdings, shown }: Omit<StepOutcome, 'faults'>): string[] {
  const answers = calls.flatMap(({ call, answer }) => {
    const [got, expected] = [
      [answer.status, problemOf(answer)],
      [call.expectedHttp, call.expectedProblem],
    ];
    return `${got}` === `${expected}` ? [] : [`${call.route} is answered with ${got}, not ${expected}`];
  });
  const ends = Object.entries(scenario.end).flatMap(([name, expected]) => {
    const [held, told] = [holdings, shown].map((from) => from[name as keyof Holdings]);
    return held === expected && told === expected ? [] : [`${name} is ${held}, shown as ${told}, not ${expected}`];
  });
  return [...answers, ...ends];
}

/** All side by side, each with a payment of its own. */
export function runSteps(options: FollowOptions, scenarios: readonly StepScenario[]): Promise<readonly StepOutcome[]> {
  return Promise.all(scenarios.map((scenario) => runOne(options, scenario)));
}
