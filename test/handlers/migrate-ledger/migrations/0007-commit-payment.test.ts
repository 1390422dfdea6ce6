import { v7 } from 'uuid';
import type { LedgerDatabase } from '../../../../handlers/adapters/postgresql/ledger-database';
import { batchCall, commitCall } from '../../fakes/commit-call';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';

let server: DatabaseServer;
let application: LedgerDatabase;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('commit-payment');
  application = server.open({ poolSize: 1 });
});
afterAll(() => server.stop());

/** The command of a decision in a call of several, with members that no code of ours writes. */
function callWith(forged: object, paymentId: string) {
  const { statement, values } = batchCall([[aDecision({}, { paymentId, idempotencyKey: v7() })]]);
  const [command] = JSON.parse(`${values[0]}`);
  return application.call(statement, [JSON.stringify([{ ...command, ...forged }])]);
}

test.each([
  ['totals', { captured_minor: 4_200, released_minor: 1, refunded_minor: 1 }],
  ['a time of writing', { recorded_at: '2001-01-01T00:00:00Z' }],
  ['a place in the history', { sequence: 2, step: 'capture' }],
])('a command with %s writes a decision of now all the same', async (_what, forged) => {
  const paymentId = v7();
  await callWith(forged, paymentId);
  const rows = await server.sql(
    `select sequence, step, captured_minor::int as captured, recorded_at > now() - interval '1 minute' as now
     from ledger.payment_transition where payment_id = $1`,
    [paymentId],
  );
  expect(rows).toEqual([{ sequence: 1, step: 'decide', captured: 0, now: true }]);
  expect(await server.violations()).toEqual([]);
});

test('fails for an event that is no JSON: it would stop the relay of all', async () => {
  const { statement, values } = commitCall(aDecision());
  const place = Number(/\bevent => \$(\d+)/.exec(statement)?.[1]) - 1;
  const refused = { code: '22P02' };
  await expect(application.call(statement, values.with(place, 'no JSON'))).rejects.toMatchObject(refused);
  await expect(callWith({ event: 'no JSON' }, v7())).rejects.toMatchObject(refused);
});

test('fails for a step after the decision, whose postings nobody would have seen', async () => {
  const decision = aDecision();
  const { statement, values } = commitCall(decision);
  await application.call(statement, values);
  const capture = { sequence: 2, step: 'capture', from_status: 'authorized', status: 'captured', captured_minor: 1 };
  await expect(callWith(capture, decision.instruction.paymentId)).rejects.toMatchObject({ constraint: 'allowed_step' });
});
