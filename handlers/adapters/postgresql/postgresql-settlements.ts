import { canonicalForm } from '../../domain/audit/audit-record';
import { contentHashOf } from '../../domain/settlement/content-hash';
import { type JudgedLine, type LedgerView, matchSettlement } from '../../domain/settlement/match-settlement';
import type { SettleableStep, SettlementBatch } from '../../domain/settlement/settlement-batch';
import { settlementFacts } from '../../domain/settlement/settlement-facts';
import type { SettlementReport } from '../../domain/settlement/settlement-report';
import type { SettlementMoment, SettlementResult, Settlements } from '../../ports/settlements';
import type { LedgerDatabase, Session } from './ledger-database';

/** Lines a statement: far below its time-out. */
const CHUNK = 2_000;
/** What is missing for longer was reported often enough. */
const LOOK_BACK_DAYS = 60;
/** Nobody looks at more than these one by one. */
const MOST_DUE = 5_000;
const DAY_MILLISECONDS = 86_400_000;
const STEP_REFERENCE = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\/([1-9]\d{0,8})$/;

interface Begun {
  readonly outcome: 'known' | 'contradicted';
  readonly report: SettlementReport;
}

/** Looks, compares and writes in one transaction: a batch that is interrupted leaves nothing, and comes again. */
export class PostgresqlSettlements implements Settlements {
  constructor(private readonly database: LedgerDatabase) {}

  async settle(batch: SettlementBatch, moment: SettlementMoment): Promise<SettlementResult> {
    const contentHash = contentHashOf(batch);
    return this.database.transaction(async (session) => {
      const [row] = await session.call<{ begun: Begun | null }>('select ledger.begin_settlement($1, $2) as begun', [
        batch.batchId,
        contentHash,
      ]);
      if (row?.begun) {
        const { outcome, report } = row.begun;
        return outcome === 'known' ? { outcome, report } : { outcome };
      }
      const { lines, report } = matchSettlement(batch, await readView(session, batch, moment));
      const audit = canonicalForm(settlementFacts(report, contentHash, moment.origin, moment.takenAt));
      const head = { batchId: batch.batchId, settlementDate: batch.settlementDate, contentHash, report, audit };
      await session.call('select ledger.record_settlement($1)', [JSON.stringify(head)]);
      await recordLines(session, batch.batchId, lines);
      return { outcome: 'recorded', report };
    });
  }

  async isSilent(dueBefore: string): Promise<boolean> {
    const since = new Date(Date.parse(dueBefore) - LOOK_BACK_DAYS * DAY_MILLISECONDS).toISOString();
    const [row] = await this.database.call<{ silent: boolean }>(
      'select ledger.settlement_is_silent($1, $2) as silent',
      [since, dueBefore],
    );
    return row?.silent === true;
  }
}

async function readView(session: Session, batch: SettlementBatch, moment: SettlementMoment): Promise<LedgerView> {
  const named = await findNamed(session, batch);
  const due = await listDue(session, moment);
  return { named, due: due.slice(0, MOST_DUE), moreIsDue: due.length > MOST_DUE };
}

/** References that are none of ours are not asked for. */
async function findNamed(session: Session, { lines }: SettlementBatch): Promise<SettleableStep[]> {
  const references = [...new Set(lines.map(({ reference }) => reference))];
  const keys = references.flatMap((reference) => {
    const [, paymentId, sequence] = STEP_REFERENCE.exec(reference) ?? [];
    return paymentId === undefined ? [] : [{ paymentId, sequence }];
  });
  const found: SettleableStep[] = [];
  for (const chunk of chunksOf(keys)) {
    const rows = await session.call<{ step: SettleableStep }>('select step from ledger.find_settleable($1, $2)', [
      chunk.map(({ paymentId }) => paymentId),
      chunk.map(({ sequence }) => sequence),
    ]);
    found.push(...rows.map(({ step }) => step));
  }
  return found;
}

/** Day by day, so that no statement has more than a day to read; one more than are named, to know whether there are more. */
async function listDue(session: Session, { dueBefore }: SettlementMoment): Promise<SettleableStep[]> {
  const due: SettleableStep[] = [];
  const end = new Date(dueBefore).getTime();
  for (let day = LOOK_BACK_DAYS; day > 0 && due.length <= MOST_DUE; day -= 1) {
    const since = new Date(end - day * DAY_MILLISECONDS).toISOString();
    const before = new Date(end - (day - 1) * DAY_MILLISECONDS).toISOString();
    const rows = await session.call<{ step: SettleableStep }>(
      'select step from ledger.list_due_for_settlement($1, $2, $3)',
      [since, before, MOST_DUE + 1 - due.length],
    );
    due.push(...rows.map(({ step }) => step));
  }
  return due;
}

async function recordLines(session: Session, batchId: string, lines: readonly JudgedLine[]): Promise<void> {
  const rows = lines.map(({ line, class: name, step }) => ({
    ...line,
    class: name,
    paymentId: step?.paymentId,
    sequence: step?.sequence,
  }));
  let counted = 0;
  for (const chunk of chunksOf(rows)) {
    await session.call('select ledger.record_settlement_lines($1, $2, $3)', [batchId, counted, JSON.stringify(chunk)]);
    counted += chunk.length;
  }
}

function chunksOf<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, index) =>
    items.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}
