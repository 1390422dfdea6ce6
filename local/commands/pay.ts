import { parseArgs } from 'node:util';
import { TEST_CARDS } from '../acquirer/test-cards';
import { databaseFolder } from '../cloud-state';
import { ApiClient } from '../drive/api-client';
import { SETTLES_WITHIN_MS } from '../drive/follow';
import { LedgerReader } from '../drive/ledger-reader';
import { outcomeTable } from '../drive/outcome-table';
import { paymentBody } from '../drive/payment-body';
import { runScenarios } from '../drive/run-scenarios';
import { SCENARIOS, type Scenario } from '../drive/scenarios';
import { Steps } from '../terminal/steps';
import { deployed } from './deployed';

function wanted(args: readonly string[]): readonly Scenario[] {
  const { values } = parseArgs({
    args: [...args],
    options: {
      all: { type: 'boolean' },
      card: { type: 'string', default: 'approve' },
      amount: { type: 'string', default: '4999' },
      currency: { type: 'string', default: 'USD' },
    },
  });
  if (values.all) return SCENARIOS;
  const card = TEST_CARDS.find(({ behaviour, responseCode, number }) =>
    [behaviour, responseCode, number.slice(-4)].includes(values.card),
  );
  if (!card) {
    throw new Error(
      `'--card' must be a behaviour, response code or last four digits of a test card, got '${values.card}'`,
    );
  }
  const body = paymentBody({ card, amountMinor: Number(values.amount), currency: values.currency });
  return [{ title: card.shows, body, expectedHttp: 202 }];
}

/** `pay`, `pay --all`, `pay --card 51 --amount 1999 --currency EUR`: posts and follows; exit status 1 if it did not go as stated. */
export async function pay(args: readonly string[]): Promise<number> {
  const scenarios = wanted(args);
  const { cloud, deployment } = deployed();
  const ledger = new LedgerReader(databaseFolder(cloud.folder));
  try {
    const client = new ApiClient(deployment, cloud.caFile);
    const options = { client, ledger, recordFile: cloud.subscriber.recordFile, withinMs: SETTLES_WITHIN_MS };
    const outcomes = await new Steps().run('Post and follow', () => runScenarios(options, scenarios));
    process.stdout.write(`\n${outcomeTable(outcomes)}\n`);
    return outcomes.every(({ faults }) => faults.length === 0) ? 0 : 1;
  } finally {
    await ledger.close();
  }
}
