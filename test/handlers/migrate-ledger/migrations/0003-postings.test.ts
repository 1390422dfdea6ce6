import type { LedgerDatabase } from '../../../../handlers/adapters/postgresql/ledger-database';
import { commitCall, type RawPosting } from '../../fakes/commit-call';
import { DatabaseServer } from '../../fakes/database-server';
import { aDecision } from '../../fakes/decision';

let server: DatabaseServer;
let database: LedgerDatabase;

beforeAll(async () => {
  server = await DatabaseServer.startWithLedger('postings');
  database = server.open();
});
afterAll(() => server.stop());

const acquirer = { kind: 'acquirer-receivable', ownerId: 'acquirer' };
const merchant = { kind: 'merchant-payable', ownerId: 'merchant' };

/** Commits an authorization whose posting is another one, as faulty code would. */
function post(posting: Partial<RawPosting>) {
  const whole = { layer: 'posted', debit: acquirer, credit: merchant, amountMinor: 5, ...posting };
  const { statement, values } = commitCall(aDecision(), [whole]);
  return database.call(statement, values);
}

test.each<[string, Partial<RawPosting>, object]>([
  ['from an account to itself', { credit: acquirer }, { constraint: 'two_sides' }],
  ['that takes back what was posted', { amountMinor: -5 }, { constraint: 'two_sides' }],
  ['of nothing', { amountMinor: 0 }, { constraint: 'signed_amount_check' }],
  ['of more than there can be', { amountMinor: 1e12 }, { constraint: 'signed_amount_check' }],
  ['of a layer that is none', { layer: 'hoped' }, { code: '22P02' }],
])(
  'fails for a posting %s, whatever the code plans, and keeps nothing of its payment',
  async (_what, posting, error) => {
    await expect(post(posting)).rejects.toMatchObject(error);
    expect(await server.sql('select from ledger.payment union all select from ledger.account')).toEqual([]);
  },
);

test('what was reserved can be given back', async () => {
  await post({ layer: 'pending' });
  await expect(post({ layer: 'pending', amountMinor: -5 })).resolves.toHaveLength(1);
});

test.each(['update ledger.posting set amount_minor = 6', 'delete from ledger.posting', 'truncate ledger.posting'])(
  'fails even for the owner: %s',
  async (statement) => {
    await expect(server.sql(statement)).rejects.toThrow('ledger.posting is append-only');
  },
);
