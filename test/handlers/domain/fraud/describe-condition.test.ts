import { describeCondition } from '../../../../handlers/domain/fraud/describe-condition';
import type { Condition } from '../../../../handlers/domain/fraud/fraud-rules';

const rules = {
  version: '1',
  thresholds: { review: 1, decline: 2 },
  limits: { large: { CHF: 5 } },
  lists: {},
  rules: [],
};
const number = { feature: 'amountMinor', value: 10 } as const;

test.each<[Condition, string]>([
  [{ ...number, operator: 'moreThan' }, 'amountMinor 7 > 10: no'],
  [{ ...number, operator: 'atLeast' }, 'amountMinor 7 >= 10: no'],
  [{ ...number, operator: 'atMost' }, 'amountMinor 7 <= 10: yes'],
  [{ ...number, operator: 'lessThan' }, 'amountMinor 7 < 10: yes'],
  [{ feature: 'amountMinor', operator: 'exceedsLimit', limit: 'large' }, "amountMinor 7 > limit 'large' 5: yes"],
  [
    { feature: 'amountMinor', operator: 'exceedsLimit', limit: 'other' },
    "amountMinor 7 > limit 'other' none: not known",
  ],
  [{ feature: 'email', operator: 'isIn', list: 'denied' }, "email on list 'denied': not known"],
  [
    { feature: 'currency', operator: 'differsFrom', other: 'ipCountry' },
    'currency CHF other than ipCountry none: not known',
  ],
  [{ not: { any: [{ ...number, operator: 'lessThan' }] } }, 'not (any (amountMinor 7 < 10: yes))'],
])('says of %j: %s', (condition, text) => {
  expect(describeCondition(condition, { amountMinor: 7, currency: 'CHF' }, rules)).toBe(text);
});
