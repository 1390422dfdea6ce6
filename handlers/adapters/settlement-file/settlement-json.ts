import * as v from 'valibot';
import type { SettlementReading } from '../../domain/settlement/settlement-reading';
import { RequestError } from '../../runtime/errors';
import { parseJsonObject } from '../../runtime/strict-json';
import { headEntries, lineEntries, MOST_LINES, ruleOf } from './settlement-schema';

const documentSchema = v.strictObject({
  ...headEntries,
  lines: v.pipe(
    v.array(v.strictObject(lineEntries), 'must be a list'),
    v.maxLength(MOST_LINES, `must have at most ${MOST_LINES} lines`),
  ),
});

/** Where the engine stopped; the rest of its message quotes the text. */
const POSITION = /\(line (\d+) column (\d+)\)$/;

/** One object: `{ "batchId": …, "settlementDate": …, "lines": […] }`. A batch without lines is one too. */
export function readSettlementJson(text: string): SettlementReading {
  const unreadable = faultIn(text);
  if (unreadable) return { faults: [unreadable] };
  const parsed = v.safeParse(documentSchema, JSON.parse(text));
  if (parsed.success) return { batch: parsed.output };
  return {
    faults: parsed.issues.map((issue) => ({
      place: `/${(v.getDotPath(issue) ?? '').replaceAll('.', '/')}`,
      rule: ruleOf(issue),
    })),
  };
}

function faultIn(text: string) {
  try {
    JSON.parse(text);
  } catch (error) {
    const [, line, column] = POSITION.exec(error instanceof Error ? error.message : '') ?? [];
    return { place: line === undefined ? 'file' : `line ${line}, column ${column}`, rule: 'must be JSON' };
  }
  try {
    parseJsonObject(text);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return { place: 'file', rule: error.violations[0]?.detail ?? 'must be a JSON object' };
  }
  return undefined;
}
