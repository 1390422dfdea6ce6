import * as v from 'valibot';
import { NUMBER_FEATURES, TEXT_FEATURES } from '../domain/fraud/fraud-features';
import { COMPARISONS, type Condition, type FraudRules, faultsOf, SCORE_MAX } from '../domain/fraud/fraud-rules';
import { once } from '../runtime/once';

/** Made for the first document: a function under the rules that ship starts without it. */
const rulesSchema = once((): v.GenericSchema<FraudRules> => {
  const name = v.pipe(v.string(), v.regex(/^[A-Za-z][\w-]{0,63}$/, 'must be a name of letters, digits, - and _'));
  const numberFeature = v.picklist(NUMBER_FEATURES);
  const textFeature = v.picklist(TEXT_FEATURES);
  const parts = v.pipe(v.array(v.lazy(() => condition)), v.minLength(1), v.maxLength(20));

  /** Strict objects: a misspelt member must not turn a rule into another one. */
  const condition: v.GenericSchema<Condition> = v.union(
    [
      v.strictObject({ all: parts }),
      v.strictObject({ any: parts }),
      v.strictObject({ not: v.lazy(() => condition) }),
      v.strictObject({
        feature: numberFeature,
        operator: v.picklist(COMPARISONS),
        value: v.pipe(v.number(), v.finite()),
      }),
      v.strictObject({ feature: numberFeature, operator: v.literal('exceedsLimit'), limit: name }),
      v.strictObject({ feature: textFeature, operator: v.literal('isIn'), list: name }),
      v.strictObject({ feature: textFeature, operator: v.literal('differsFrom'), other: textFeature }),
    ],
    'must be a condition: all, any, not, or a feature with an operator and its operand',
  );

  const modifier = v.pipe(v.number(), v.integer(), v.minValue(-SCORE_MAX), v.maxValue(SCORE_MAX));
  const threshold = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(SCORE_MAX));
  const amount = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
  const currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code'));

  return v.strictObject({
    version: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
    thresholds: v.strictObject({ review: threshold, decline: threshold }),
    limits: v.record(name, v.record(currency, amount)),
    lists: v.record(name, v.pipe(v.array(v.pipe(v.string(), v.maxLength(254))), v.maxLength(10_000))),
    rules: v.pipe(
      v.array(
        v.strictObject({
          id: name,
          description: v.pipe(v.string(), v.maxLength(256)),
          when: condition,
          scoreModifier: modifier,
          shadow: v.optional(v.boolean()),
        }),
      ),
      v.maxLength(200),
    ),
  });
});

/** Before a document in gzip and base64: a parameter holds 4 kB, which is few rules otherwise. */
const PACKED = 'gzip:';
/** More than 200 rules and their lists need, and no more than a function has to spare. */
const UNPACKED_MAX_BYTES = 1_000_000;

function unpack(text: string): string | undefined {
  if (!text.startsWith(PACKED)) return text;
  try {
    const bytes = Buffer.from(text.slice(PACKED.length), 'base64');
    const { gunzipSync } = process.getBuiltinModule('node:zlib');
    return gunzipSync(bytes, { maxOutputLength: UNPACKED_MAX_BYTES }).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Deeper than any rule needs, and shallow enough that no document can exhaust the stack. */
const MAX_DEPTH = 16;

function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const character of text) {
    if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

export type FraudRulesReading =
  | { readonly rules: FraudRules }
  /** Where the document is wrong, and what is asked for there; never a value, since lists hold addresses. */
  | { readonly faults: readonly string[] };

/** Reads a document of fraud rules, as it stands in the `fraud-rules` parameter: JSON, or that packed. */
export function readFraudRules(parameter: string): FraudRulesReading {
  const text = unpack(parameter);
  if (text === undefined) {
    return { faults: [`must be gzip in base64 after '${PACKED}', of at most ${UNPACKED_MAX_BYTES} bytes unpacked`] };
  }
  if (depthOf(text) > MAX_DEPTH) return { faults: [`must not be nested deeper than ${MAX_DEPTH} levels`] };
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { faults: ['must be JSON'] };
  }
  const parsed = v.safeParse(rulesSchema(), document);
  if (!parsed.success) {
    return {
      faults: parsed.issues.map((issue) => `/${(v.getDotPath(issue) ?? '').replaceAll('.', '/')}: ${issue.type}`),
    };
  }
  const faults = faultsOf(parsed.output);
  return faults.length === 0 ? { rules: parsed.output } : { faults };
}
