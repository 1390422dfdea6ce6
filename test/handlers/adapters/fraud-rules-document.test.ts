import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readFraudRules } from '../../../handlers/adapters/fraud-rules-document';
import { DEFAULT_FRAUD_RULES } from '../../../handlers/domain/fraud/default-fraud-rules';
import * as arbitrary from '../fakes/fraud-arbitraries';

const document = JSON.parse(JSON.stringify(DEFAULT_FRAUD_RULES));
const rule = {
  id: 'one',
  description: '',
  scoreModifier: 1,
  when: { feature: 'amountMinor', operator: 'atLeast', value: 1 },
};
const withRule = (changed: object) => JSON.stringify({ ...document, rules: [{ ...rule, ...changed }] });

test('reads the rules that ship, as an operator would copy and change them', () => {
  expect(readFraudRules(JSON.stringify(DEFAULT_FRAUD_RULES))).toEqual({ rules: DEFAULT_FRAUD_RULES });
});

test('reads every set of rules as it was written', () => {
  fc.assert(
    fc.property(arbitrary.rules, (rules) => {
      expect(readFraudRules(JSON.stringify(rules))).toEqual({ rules });
    }),
  );
});

const pack = (text: string) => `gzip:${gzipSync(text).toString('base64')}`;

test('reads packed rules as those that were packed, which fit a parameter then', () => {
  const packed = pack(JSON.stringify(DEFAULT_FRAUD_RULES));
  expect(readFraudRules(packed)).toEqual({ rules: DEFAULT_FRAUD_RULES });
  expect(packed.length).toBeLessThan(4_096);
});

test('answers with faults, and never throws, for any JSON', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(readFraudRules(text)).toHaveProperty('faults');
    }),
  );
});

test.each([
  ['no JSON', 'rules', 'must be JSON'],
  ['a member that is missing', JSON.stringify({ ...document, thresholds: undefined }), '/thresholds'],
  ['a member that is misspelt', JSON.stringify({ ...document, threshold: {} }), '/threshold'],
  ['a misspelt member of a rule', withRule({ shaddow: true }), '/rules/0/shaddow'],
  ['an operator that does not exist', withRule({ when: { ...rule.when, operator: 'eval' } }), '/rules/0/when'],
  ['a feature that does not exist', withRule({ when: { ...rule.when, feature: 'constructor' } }), '/rules/0/when'],
  ['a condition and more', withRule({ when: { ...rule.when, list: 'deniedCards' } }), '/rules/0/when'],
  ['an empty all', withRule({ when: { all: [] } }), '/rules/0/when'],
  ['a modifier that is too large', withRule({ scoreModifier: 101 }), '/rules/0/scoreModifier'],
  [
    'a list that is not defined',
    withRule({ when: { feature: 'email', operator: 'isIn', list: 'nobody' } }),
    "'nobody'",
  ],
  [
    'thresholds the wrong way round',
    JSON.stringify({ ...document, thresholds: { review: 80, decline: 50 } }),
    'review',
  ],
  ['a packed document', pack(withRule({ shaddow: true })), '/rules/0/shaddow'],
  ['something packed otherwise', 'gzip:e30=', 'must be gzip in base64'],
  ['a little that unpacks to a lot', pack(' '.repeat(1_000_001)), 'at most 1000000 bytes'],
  ['deep nesting', withRule({ when: JSON.parse(`${'{"not":'.repeat(20)}{}${'}'.repeat(20)}`) }), 'deeper than 16'],
])('finds the fault in %s', (_case, text, fault) => {
  const reading = readFraudRules(text);
  expect('faults' in reading && reading.faults[0]).toContain(fault);
});

test('quotes no value of a list in a fault', () => {
  const reading = readFraudRules(JSON.stringify({ ...document, lists: { deniedEmails: ['anna@example.com', 7] } }));
  expect(reading).toEqual({ faults: [expect.stringContaining('/lists/deniedEmails/1')] });
  expect(JSON.stringify(reading)).not.toContain('anna');
});
