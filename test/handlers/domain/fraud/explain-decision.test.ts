import fc from 'fast-check';
import { DEFAULT_FRAUD_RULES } from '../../../../handlers/domain/fraud/default-fraud-rules';
import { explainDecision } from '../../../../handlers/domain/fraud/explain-decision';
import { type FraudFeatures, fraudFeatures } from '../../../../handlers/domain/fraud/fraud-features';
import { scoreFraud } from '../../../../handlers/domain/fraud/score-fraud';
import type { Identifiers } from '../../../../handlers/domain/fraud/stored-features';
import * as arbitrary from '../../fakes/fraud-arbitraries';
import { anInstruction } from '../../fakes/instruction';

const rules = { ...DEFAULT_FRAUD_RULES, lists: { ...DEFAULT_FRAUD_RULES.lists, deniedEmails: ['anna@example.com'] } };
const features = { ...fraudFeatures(anInstruction(), {}), ipCountry: 'US', amountMinor: 600_000, cardAttempts1h: 12 };
const stored = scoreFraud(rules, features);

/** As JSON, which is how decisions come back from where they are kept. */
const throughStorage = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const identifiersOf = ({ cardFingerprint, cardBin, customerId, email, ipAddress }: FraudFeatures): Identifiers => ({
  ...(cardFingerprint !== undefined && { cardFingerprint }),
  ...(cardBin !== undefined && { cardBin }),
  ...(customerId !== undefined && { customerId }),
  ...(email !== undefined && { email }),
  ...(ipAddress !== undefined && { ipAddress }),
});

test('every stored decision is reproduced from what is stored of it', () => {
  fc.assert(
    fc.property(arbitrary.rules, arbitrary.features, (generated, seen) => {
      const decision = scoreFraud(generated, seen);
      const explanation = explainDecision(throughStorage(decision), generated, identifiersOf(seen));
      expect(explanation).toMatchObject({ decision, differences: [] });
    }),
  );
});

test('says of each rule what it saw', () => {
  const { rules: explained } = explainDecision(stored, rules, identifiersOf(features));
  const why = (id: string) => explained.find(({ ruleId }) => ruleId === id)?.why;
  expect(explained).toHaveLength(rules.rules.length);
  expect(why('card-attempts-1h')).toBe('cardAttempts1h 12 >= 10: yes');
  expect(why('very-large-amount')).toBe("amountMinor 600000 > limit 'very-large' 500000: yes");
  expect(why('foreign-address')).toBe('ipCountry US other than issuerCountry CH: yes');
  expect(why('customer-attempts-1h')).toBe('customerAttempts1h none >= 15: not known');
  expect(why('large-amount-from-foreign-address')).toBe(
    "all (amountMinor 600000 > limit 'large' 200000: yes; ipCountry US other than issuerCountry CH: yes)",
  );
});

test('spells out nobody who is compared with a list', () => {
  const { rules: explained } = explainDecision(stored, rules, identifiersOf(features));
  expect(explained.find(({ ruleId }) => ruleId === 'denied-email')?.why).toBe("email on list 'deniedEmails': yes");
  expect(JSON.stringify(explained)).not.toContain('anna@');
});

test('tells where the document is not the one that decided, though it has its version', () => {
  const [, ...others] = rules.rules.map((rule) => (rule.id === 'foreign-address' ? { ...rule, shadow: true } : rule));
  const { differences } = explainDecision(stored, { ...rules, rules: others }, identifiersOf(features));
  expect(differences).toEqual([
    "rule 'foreign-address' said hit with 30 then, hit with 30 in shadow now",
    "rule 'denied-cardFingerprint' ran then",
  ]);
  const extended = [...rules.rules, { id: 'one-more', description: '', when: { all: [] }, scoreModifier: -90 }];
  expect(explainDecision(stored, { ...rules, rules: extended }, identifiersOf(features)).differences).toContain(
    "rule 'one-more' did not run then",
  );
});

test('fails for rules of another version', () => {
  expect(() => explainDecision(stored, { ...rules, version: 'mine' })).toThrow(
    "'rules' must be of version 'default-3', which decided, got 'mine': pass that document",
  );
});
