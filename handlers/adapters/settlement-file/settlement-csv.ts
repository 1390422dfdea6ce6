import { CsvError, type InfoRecord, parse } from 'csv-parse/sync';
import * as v from 'valibot';
import type { SettlementFault, SettlementReading } from '../../domain/settlement/settlement-reading';
import { headEntries, lineEntries, MOST_LINES, ruleOf } from './settlement-schema';

interface Row {
  /** Counted from 1, as an editor does. */
  readonly line: number;
  readonly cells: readonly string[];
}

const rowSchema = v.strictObject({ ...headEntries, ...lineEntries });
const COLUMNS = Object.keys(rowSchema.entries);
const OPTIONAL = 'feeMinor';
const NUMBERS = new Set(['amountMinor', 'feeMinor']);
const LONGEST_ROW = 4_096;

/** A table below one header line. What concerns the whole batch stands in every line, as acquirers write it. */
export function readSettlementCsv(text: string): SettlementReading {
  const split = splitRows(text);
  if ('faults' in split) return split;
  const [header, ...body] = split.rows;
  if (!header || body.length === 0) return fault('line 1', 'must be a header with at least one line below it');
  if (body.length > MOST_LINES) return fault('file', `must have at most ${MOST_LINES} lines`);
  const faults = faultsInHeader(header.cells);
  return faults.length > 0 ? { faults } : readBody(header.cells, body);
}

function splitRows(text: string): { readonly rows: readonly Row[] } | { readonly faults: readonly SettlementFault[] } {
  const rows: Row[] = [];
  const keep = (cells: string[], { lines }: InfoRecord) => {
    rows.push({ line: lines, cells });
    return null;
  };
  try {
    parse(text, { on_record: keep, skip_empty_lines: true, max_record_size: LONGEST_ROW });
    return { rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // the message quotes what stands there
    const column = typeof error.column === 'number' ? `, column ${error.column + 1}` : '';
    return fault(`line ${error.lines}${column}`, error.code.toLowerCase().replace(/^csv_/, '').replaceAll('_', ' '));
  }
}

function faultsInHeader(columns: readonly string[]): readonly SettlementFault[] {
  const place = 'line 1';
  const missing = COLUMNS.filter((column) => column !== OPTIONAL && !columns.includes(column));
  return [
    ...missing.map((column) => ({ place, rule: `must have the column ${column}` })),
    ...columns.flatMap((column, index) => {
      if (!COLUMNS.includes(column))
        return [{ place: `${place}, column ${index + 1}`, rule: 'is no column of the format' }];
      return columns.indexOf(column) < index ? [{ place, rule: `must have the column ${column} once` }] : [];
    }),
  ];
}

function readBody(columns: readonly string[], body: readonly Row[]): SettlementReading {
  const rows = body.map(({ line, cells }) => ({ line, parsed: v.safeParse(rowSchema, memberOf(columns, cells)) }));
  const faults = rows.flatMap(({ line, parsed }) =>
    (parsed.issues ?? []).map((issue) => ({
      place: `line ${line}, column ${v.getDotPath(issue)}`,
      rule: ruleOf(issue),
    })),
  );
  if (faults.length > 0) return { faults };
  const read = rows.flatMap(({ line, parsed }) => (parsed.success ? [{ line, row: parsed.output }] : []));
  const [first] = read;
  if (!first) return fault('file', 'must have lines');
  const { batchId, settlementDate } = first.row;
  const strays = (['batchId', 'settlementDate'] as const).flatMap((column) =>
    read
      .filter(({ row }) => row[column] !== first.row[column])
      .map(({ line }) => ({ place: `line ${line}, column ${column}`, rule: 'must be the same in every line' })),
  );
  if (strays.length > 0) return { faults: strays };
  return { batch: { batchId, settlementDate, lines: read.map(({ row }) => lineOf(row)) } };
}

/** An empty cell is an absent member. */
function memberOf(columns: readonly string[], cells: readonly string[]) {
  const members = columns.map((column, index): [string, string | number] => {
    const cell = cells[index] ?? '';
    return [column, NUMBERS.has(column) && /^\d{1,15}$/.test(cell) ? Number(cell) : cell];
  });
  return Object.fromEntries(members.filter(([, cell]) => cell !== ''));
}

function lineOf({ batchId: _batchId, settlementDate: _date, ...line }: v.InferOutput<typeof rowSchema>) {
  return line;
}

function fault(place: string, rule: string): { readonly faults: readonly SettlementFault[] } {
  return { faults: [{ place, rule }] };
}
