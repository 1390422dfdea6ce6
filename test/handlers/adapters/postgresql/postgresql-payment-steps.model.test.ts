import fc from 'fast-check';
import { v7 } from 'uuid';
import { PostgresqlPaymentLedger } from '../../../../handlers/adapters/postgresql/postgresql-payment-ledger';
import { PostgresqlPaymentSteps } from '../../../../handlers/adapters/postgresql/postgresql-payment-steps';
import { DatabaseServer } from '../../fakes/database-server';
import { ledgerCommands, type RealLedger } from '../../fakes/ledger-commands';
import { LedgerModel } from '../../fakes/ledger-model';

/** `LEDGER_MODEL_SECONDS=600 jest payment-steps.model` looks longer; `LEDGER_MODEL_SEED` goes a way again. */
const SECONDS = Number(process.env.LEDGER_MODEL_SECONDS ?? 15);
const SEED = process.env.LEDGER_MODEL_SEED;

let server: DatabaseServer;
let clients: readonly Pick<RealLedger['clients'][number], 'ledger' | 'steps'>[];

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('ledger-model');
  clients = [1, 2, 3].map(() => {
    const database = server.open({ poolSize: 1 });
    return { ledger: new PostgresqlPaymentLedger(database), steps: new PostgresqlPaymentSteps(database) };
  });
});
afterAll(() => server.stop());

async function merchantOf({ merchantId }: RealLedger): Promise<number[]> {
  const [row] = await server.sql(
    `select coalesce(sum(credits_pending), 0)::int as reserved, coalesce(sum(credits_posted - debits_posted), 0)::int as owed
     from ledger.account_state where owner_id = $1`,
    [merchantId],
  );
  return Object.values(row ?? {}).map(Number);
}

test(
  'random payments by three clients are answered and posted as the model says',
  async () => {
    let commands = 0;
    let underWay = Promise.resolve();
    const run = async (way: Iterable<fc.AsyncCommand<LedgerModel, RealLedger>>) => {
      const model = new LedgerModel();
      const real: RealLedger = { merchantId: v7(), clients: clients.map((one) => ({ ...one, seen: new Map() })) };
      await fc.asyncModelRun(() => ({ model, real }), way);
      expect(await merchantOf(real)).toEqual(model.merchant());
      commands += [...way].length;
    };
    const property = fc.asyncProperty(ledgerCommands, (way) => {
      underWay = run(way);
      return underWay;
    });
    await fc.assert(property, {
      numRuns: 100_000,
      interruptAfterTimeLimit: SECONDS * 1_000,
      seed: SEED === undefined ? undefined : Number(SEED),
    });
    await underWay; // when the time is over, nobody else waits for the run that was begun
    expect(commands).toBeGreaterThan(100); // a broken machine, not a broken ledger, would do less
    expect(await server.violations()).toEqual([]);
  },
  SECONDS * 1_000 + 60_000,
);
