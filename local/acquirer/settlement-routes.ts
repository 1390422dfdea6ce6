import type { Acquirer, Answer, Call } from './routes';
import type { ClosedBatch } from './settlement-book';

const COLLECTION = '/v1/settlements';
const FILE = /^\/v1\/settlements\/([\w-]+)\.(csv|json)$/;
const COLUMNS = ['kind', 'reference', 'acquirerReference', 'amountMinor', 'currency', 'feeMinor'] as const;

/** `POST /v1/settlements` closes a batch, `GET /v1/settlements/{batchId}.csv` or `.json` is its file; `undefined` for any other path. */
export function routeSettlement({ settlements }: Acquirer, { method, url }: Call): Promise<Answer> | undefined {
  if (method === 'POST' && url.pathname === COLLECTION) {
    const { batchId, settlementDate, lines } = settlements.close();
    return Promise.resolve({ status: 201, body: { batchId, settlementDate, lines: lines.length } });
  }
  const [, batchId = '', format] = FILE.exec(url.pathname) ?? [];
  const batch = method === 'GET' ? settlements.find(batchId) : undefined;
  if (!batch) return undefined;
  return Promise.resolve(
    format === 'csv' ? { status: 200, contentType: 'text/csv', text: csvOf(batch) } : { status: 200, body: batch },
  );
}

function csvOf({ batchId, settlementDate, lines }: ClosedBatch): string {
  const rows = lines.map((line) => [batchId, settlementDate, ...COLUMNS.map((column) => line[column])]);
  return [['batchId', 'settlementDate', ...COLUMNS], ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
}
