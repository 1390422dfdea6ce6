import type { SettlementBatch } from '../../domain/settlement/settlement-batch';
import type { SettlementFault, SettlementReading } from '../../domain/settlement/settlement-reading';
import { readSettlementCsv } from './settlement-csv';
import { readSettlementJson } from './settlement-json';

const READERS = { csv: readSettlementCsv, json: readSettlementJson };
/** Enough to mend a file by; a file that is wrong throughout would repeat itself. */
const MOST_FAULTS = 100;

/** Reads a settlement file by the ending of its name, in UTF-8: the whole file, or nothing of it. */
export function readSettlementFile(fileName: string, bytes: Uint8Array): SettlementReading {
  const reader = Object.entries(READERS).find(([ending]) => fileName.toLowerCase().endsWith(`.${ending}`))?.[1];
  if (!reader) return refuse('name', `must end with .${Object.keys(READERS).join(' or .')}`);
  const text = decode(bytes);
  if (text === undefined) return refuse('file', 'must be UTF-8');
  const reading = reader(text);
  if ('faults' in reading) return { faults: reading.faults.slice(0, MOST_FAULTS) };
  const tooLarge = currencyBeyondCounting(reading.batch);
  if (tooLarge === undefined) return reading;
  return refuse('file', `must add up to at most ${Number.MAX_SAFE_INTEGER} minor units of ${tooLarge}`);
}

/** A mark of the byte order at the beginning is dropped. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Totals are told as numbers, which are exact up to a limit. */
function currencyBeyondCounting({ lines }: SettlementBatch): string | undefined {
  const sums = new Map<string, number>();
  for (const { currency, amountMinor, feeMinor = 0 } of lines) {
    sums.set(currency, (sums.get(currency) ?? 0) + amountMinor + feeMinor);
  }
  return [...sums].find(([, sum]) => sum > Number.MAX_SAFE_INTEGER)?.[0];
}

function refuse(place: string, rule: string): { readonly faults: readonly SettlementFault[] } {
  return { faults: [{ place, rule }] };
}
