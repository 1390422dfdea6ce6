import { parse } from 'papaparse';
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

/** A table below one header line. What concerns the whole batch stands in every line, as acquirers write it. */
export function readSettlementCsv(text: string): SettlementReading {
  const { data, errors } = parse<string[]>(text, { delimiter: ',' });
  const [error] = errors;
  if (error) return fault(`line ${(error.row ?? 0) + 1}`, 'must have quotes around whole cells or nowhere');
  const rows = data.map((cells, index) => ({ line: index + 1, cells })).filter(({ cells }) => !isEmpty(cells));
  const [header, ...body] = rows;
  if (!header || body.length === 0) return fault('line 1', 'must be a header with at least one line below it');
  if (body.length > MOST_LINES) return fault('file', `must have at most ${MOST_LINES} lines`);
  const columns = header.cells;
  const faults = [...faultsInHeader(columns), ...faultsInShape(columns.length, body)];
  return faults.length > 0 ? { faults } : readBody(columns, body);
}

const isEmpty = (cells: readonly string[]) => cells.length === 1 && cells[0] === '';

/** A line break in a cell would make lines and rows two countings. */
function faultsInShape(width: number, body: readonly Row[]): readonly SettlementFault[] {
  return body.flatMap(({ line, cells }) => {
    if (cells.length !== width) return [{ place: `line ${line}`, rule: `must have ${width} cells, as the header has` }];
    return cells.some((cell) => cell.includes('\n')) ? [{ place: `line ${line}`, rule: 'must be one line' }] : [];
  });
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
