import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PaymentMetric } from '../../src/contract/metrics';

const HANDLERS = path.join(__dirname, '..', '..', 'handlers');
/** Counts the cold starts of whatever it wraps. */
const WRITER = 'runtime/metrics.ts';
/** Where the rest is counted: use cases, not what they are given. */
const NOT_COUNTING = /^(runtime|ports|adapters|domain|api)\//;

/** Services whose code publishes what it counts, which their handler must ask for. */
export function services(): string[] {
  return globSync('*/handler.ts', { cwd: HANDLERS }).map((file) => path.dirname(file));
}

/** Names of the metrics that the code behind a handler counts. */
export function countedBy(service: string): Set<string> {
  if (!/withMetrics|rest-handler/.test(read(`${service}/handler.ts`))) return new Set();
  const files = [...closure(`${service}/handler.ts`), WRITER];
  const text = files.map((file) => read(file)).join('\n');
  return new Set([...text.matchAll(/\bPaymentMetric\.([A-Z_]+)/g)].map(([, key]) => nameOf(key)));
}

function nameOf(key: string): string {
  const entry = Object.entries(PaymentMetric).find(([each]) => each === key);
  if (!entry) throw new Error(`PaymentMetric.${key} is not in the contract`);
  return entry[1].name;
}

function closure(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || NOT_COUNTING.test(file)) return seen;
  seen.add(file);
  for (const [, target] of read(file).matchAll(/^import (?!type ).* from '(\.[^']+)';$/gm)) {
    const next = path.join(path.dirname(file), `${target}.ts`);
    if (!next.startsWith('..') && existsSync(path.join(HANDLERS, next))) closure(next, seen);
  }
  return seen;
}

function read(file: string): string {
  return readFileSync(path.join(HANDLERS, file), 'utf8');
}
