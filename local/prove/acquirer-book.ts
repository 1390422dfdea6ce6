import { readFileSync } from 'node:fs';
import type { CloudState } from '../cloud-state';
import type { LedgerReader } from '../drive/ledger-reader';
import { agentTrusting, send } from '../network/send';

interface Totals {
  readonly authorizationId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly capturedMinor: number;
  readonly voidedMinor: number;
  readonly refundedMinor: number;
}

interface BookEntry extends Totals {
  readonly key: string;
  readonly status: string;
}

const HELD = `
  SELECT DISTINCT ON (t.payment_id) t.payment_id AS "key", a.acquirer_reference AS "authorizationId",
    p.amount_minor::float8 AS "amountMinor", p.currency, t.captured_minor::float8 AS "capturedMinor",
    t.released_minor::float8 AS "voidedMinor", t.refunded_minor::float8 AS "refundedMinor"
  FROM ledger.payment_transition AS t
  JOIN ledger.payment_transition AS a ON a.payment_id = t.payment_id AND a.status = 'authorized' AND a.step IN ('decide', 'resolve')
  JOIN ledger.payment AS p ON p.payment_id = t.payment_id
  ORDER BY t.payment_id, t.sequence DESC`;

/**
 * Compares the acquirer's own book with the ledger: what each says was authorized, captured, given back and refunded.
 * What the acquirer holds without a payment must have been given back whole.
 */
export async function bookFaults(
  ledger: LedgerReader,
  { acquirer, caFile }: Pick<CloudState, 'acquirer' | 'caFile'>,
): Promise<readonly string[]> {
  const held = await ledger.rows<Totals & { readonly key: string }>(HELD);
  const book = (await readBook(acquirer, caFile)).filter(({ status }) => status === 'approved');
  const ours = new Map(held.map((payment) => [payment.key, payment]));
  const theirs = new Map(book.map((line) => [line.key, line]));
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((key) => {
    const [our, their] = [told(ours.get(key)), told(theirs.get(key))];
    const isReleased = !ours.has(key) && theirs.get(key)?.voidedMinor === theirs.get(key)?.amountMinor;
    return our === their || isReleased ? [] : [`payment ${key}: the ledger holds ${our}, the acquirer ${their}`];
  });
}

function told(totals: Totals | undefined): string {
  if (!totals) return 'nothing';
  const { amountMinor, currency, capturedMinor, voidedMinor, refundedMinor } = totals;
  return `${amountMinor} ${currency}, captured ${capturedMinor}, given back ${voidedMinor}, refunded ${refundedMinor}`;
}

async function readBook({ port, apiKey }: CloudState['acquirer'], caFile: string): Promise<readonly BookEntry[]> {
  const agent = agentTrusting(readFileSync(caFile, 'utf8'));
  const url = new URL('v1/book', `https://localhost:${port}`);
  const { text } = await send({ method: 'GET', url, headers: { authorization: `Bearer ${apiKey}` }, agent });
  agent.destroy();
  return JSON.parse(text).authorizations;
}
