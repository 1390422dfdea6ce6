import { eachPeriod, isSeries, type Series, type Value, whole } from './series';

type Fn = (args: readonly Value[], periodSeconds: number) => Value;

const single =
  (work: (number: number) => number): Fn =>
  ([value]) =>
    eachPeriod([value], whole(work));

/** Of a list of lines, period by period; of one line, over all of its periods. */
const folded =
  (fold: (numbers: readonly number[]) => number): Fn =>
  (args) => {
    const present = (numbers: readonly (number | undefined)[]) => numbers.filter((each) => each !== undefined);
    const foldPresent = (...numbers: readonly (number | undefined)[]) => {
      const some = present(numbers);
      return some.length === 0 ? undefined : fold(some);
    };
    const [only, ...more] = args;
    return more.length === 0 && isSeries(only) ? foldPresent(...only) : eachPeriod(args, foldPresent);
  };

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/** Each period with the one before. */
function steps(line: Series, work: (change: number) => number): Series {
  return line.map((value, index) => {
    const before = line[index - 1];
    return value === undefined || before === undefined ? undefined : work(value - before);
  });
}

/** What can be used in metric math here; CloudWatch has more, which search or forecast. */
export const FUNCTIONS: Readonly<Record<string, Fn>> = {
  ABS: single(Math.abs),
  CEIL: single(Math.ceil),
  FLOOR: single(Math.floor),
  LOG: single(Math.log),
  LOG10: single(Math.log10),
  AVG: folded((numbers) => sum(numbers) / numbers.length),
  MAX: folded((numbers) => Math.max(...numbers)),
  MIN: folded((numbers) => Math.min(...numbers)),
  SUM: folded(sum),
  DIFF: ([line]) => (isSeries(line) ? steps(line, (change) => change) : undefined),
  RATE: ([line], period) => (isSeries(line) ? steps(line, (change) => change / period) : undefined),
  PERIOD: (_, period) => period,
  FILL: ([line, otherwise]) => eachPeriod([line, otherwise], (value, filling) => value ?? filling),
  IF: ([condition, yes, no]) =>
    eachPeriod([condition, yes, no], (holds, one, other) => (holds === undefined ? holds : holds ? (one ?? 0) : other)),
};

const truth = (holds: boolean) => (holds ? 1 : 0);

const OPERATORS: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '^': (left, right) => left ** right,
  '==': (left, right) => truth(left === right),
  '!=': (left, right) => truth(left !== right),
  '<': (left, right) => truth(left < right),
  '>': (left, right) => truth(left > right),
  '<=': (left, right) => truth(left <= right),
  '>=': (left, right) => truth(left >= right),
  AND: (left, right) => truth(left !== 0 && right !== 0),
  '&&': (left, right) => truth(left !== 0 && right !== 0),
  OR: (left, right) => truth(left !== 0 || right !== 0),
  '||': (left, right) => truth(left !== 0 || right !== 0),
};

/** Of two lines, one that has no value counts as 0; where neither has one there is none, nor where something is divided by 0. */
export function operate(operator: string, left: Value, right: Value): Value {
  const work = OPERATORS[operator];
  const lines = isSeries(left) && isSeries(right);
  return eachPeriod([left, right], lines ? eitherPresent(work) : whole(work));
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#metric-math-syntax-arithmetic */
const eitherPresent = (work: (left: number, right: number) => number) => (left?: number, right?: number) =>
  left === undefined && right === undefined ? undefined : work(left ?? 0, right ?? 0);

/** `FILL(m, REPEAT)`: the last value there was. */
export function repeatLast(line: Value): Value {
  if (!isSeries(line)) return line;
  return line.map((_, index) => line.slice(0, index + 1).findLast((value) => value !== undefined));
}
