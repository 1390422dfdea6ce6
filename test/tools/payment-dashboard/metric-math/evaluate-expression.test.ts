import fc from 'fast-check';
import { evaluateExpression, idsIn } from '../../../../tools/payment-dashboard/metric-math/evaluate-expression';
import type { Value } from '../../../../tools/payment-dashboard/metric-math/series';

const lines: Readonly<Record<string, Value>> = {
  a: [1, 2, undefined, 4],
  b: [10, 0, 30, 40],
  none: [undefined, undefined, undefined, undefined],
};

const evaluate = (text: string) =>
  evaluateExpression(text, {
    lineOf: (id) => {
      if (!(id in lines)) throw new Error(`${id} is not defined`);
      return lines[id];
    },
    metricIds: Object.keys(lines),
    periodSeconds: 60,
  });

/** What is missing, and what is divided by 0: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
test.each<[string, Value]>([
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['10 - 4 - 3', 3],
  ['2 ^ 3 % 5', 3],
  ['-2 + 5', 3],
  ['1.5e2 / 3', 50],
  ['a + b', [11, 2, 30, 44]],
  ['a + none', [1, 2, undefined, 4]],
  ['a + 1', [2, 3, undefined, 5]],
  ['b / a', [10, 0, undefined, 10]],
  ['a / b', [0.1, undefined, 0, 0.1]],
  ['FILL(a, 0)', [1, 2, 0, 4]],
  ['fill(a, b)', [1, 2, 30, 4]],
  ['FILL(a, REPEAT)', [1, 2, 2, 4]],
  ['IF(b >= 10, 100, 0)', [100, 0, 100, 100]],
  ['IF(a > 1 AND b > 1, 1, 0)', [0, 0, 0, 1]],
  ['a > 3 || b == 0', [0, 1, 0, 1]],
  ['IF(a > 1, b)', [undefined, 0, undefined, 40]],
  ['IF(b, a, 5)', [1, 5, 0, 4]],
  ['SUM([a, b])', [11, 2, 30, 44]],
  ['MAX(b)', 40],
  ['AVG(a)', 7 / 3],
  ['SUM(METRICS())', [11, 2, 30, 44]],
  ['DIFF(b)', [undefined, -10, 30, 10]],
  ['RATE(b) * PERIOD(b)', [undefined, -10, 30, 10]],
  ['SUM(none)', undefined],
  ['100 * FILL(none, 0) / FILL(none, 0)', [undefined, undefined, undefined, undefined]],
])('%s', (text, expected) => {
  expect(evaluate(text)).toEqual(expected);
});

test.each([
  ['1 +', /no metric math/],
  ['(1', /no metric math/],
  ['a b', /no metric math/],
  ['process.exit()', /no metric math/],
  ['SEARCH(a, 300)', /SEARCH is not evaluated here/],
  ['nobody + 1', /nobody is not defined/],
  ['[a, b]', /a list stands in a function only/],
])('%s is refused', (text, message) => {
  expect(() => evaluate(text)).toThrow(message);
});

test('all ids of an expression are found', () => {
  expect(idsIn('IF((FILL(a, 0) + b) >= 20, 100 * SUM([c, d]) / b, 0)')).toEqual(['a', 'b', 'c', 'd', 'b']);
});

test('arithmetic of numbers is that of JavaScript', () => {
  const operand = fc.integer({ min: 1, max: 1000 });
  const operator = fc.constantFrom('+', '-', '*', '/');
  const terms = fc.array(fc.tuple(operator, operand), { maxLength: 8 });
  fc.assert(
    fc.property(operand, terms, (first, rest) => {
      const text = `${first}${rest.map(([sign, number]) => ` ${sign} ${number}`).join('')}`;
      expect(evaluate(text)).toBeCloseTo(Number(new Function(`return ${text}`)()), 6);
    }),
  );
});
