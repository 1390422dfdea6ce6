import { databaseFolder } from '../cloud-state';
import { LedgerReader } from '../drive/ledger-reader';
import { listQueues } from '../drive/queues';
import { brokenInvariants } from '../prove/ledger-invariants';
import { readDeliveries } from '../subscriber/deliveries';
import { table } from '../terminal/table';
import { deployed } from './deployed';

const PAYMENTS = `
  SELECT t.status, p.currency, count(*)::text AS payments, sum(p.amount_minor)::text AS amount
  FROM (SELECT DISTINCT ON (payment_id) payment_id, status FROM ledger.payment_transition ORDER BY payment_id, sequence DESC) AS t
  JOIN ledger.payment AS p USING (payment_id) GROUP BY 1, 2 ORDER BY 1, 2`;

interface Row {
  readonly status: string;
  readonly currency: string;
  readonly payments: string;
  readonly amount: string;
}

/** What runs, what waits in queues, what the ledger holds, and whether it is sound. */
export async function status(): Promise<number> {
  const { cloud, deployment, access } = deployed();
  const ledger = new LedgerReader(databaseFolder(cloud.folder));
  try {
    const print = (text: string) => process.stdout.write(`${text}\n\n`);
    print(`${deployment.example} in ${deployment.region}: ${deployment.apiUrl}\nAWS_ENDPOINT_URL=${cloud.endpoint}`);
    const queues = await listQueues(access);
    print(
      table(
        ['queue', 'waiting', 'in flight'],
        queues.map((it) => [it.name, String(it.waiting), String(it.inFlight)]),
      ),
    );
    const rows = await ledger.rows<Row>(PAYMENTS);
    print(
      table(
        ['status', 'currency', 'payments', 'minor units'],
        rows.map((row) => Object.values(row)),
      ),
    );
    print(`${readDeliveries(cloud.subscriber.recordFile).length} deliveries to the merchant`);
    const broken = await brokenInvariants(ledger);
    print(broken.length === 0 ? '✔ the ledger is sound' : broken.map((it) => `✘ ${it}`).join('\n'));
    return broken.length === 0 ? 0 : 1;
  } finally {
    await ledger.close();
  }
}
