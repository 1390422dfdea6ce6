import { type Expression, parseExpression } from './expression';
import { FUNCTIONS, operate, repeatLast } from './functions';
import type { Value } from './series';

export interface Scope {
  /** The line of an id; fails for an id that there is not. */
  readonly lineOf: (id: string) => Value;
  /** Ids of all metrics, for `METRICS()`. */
  readonly metricIds: readonly string[];
  readonly periodSeconds: number;
  /** Whether an id has a line: the greatest of several is that of those that have one. @default - all have */
  readonly isKnown?: (id: string) => boolean;
}

/** What metric math gives, period by period; fails on functions that are not known here. */
export function evaluateExpression(text: string, scope: Scope): Value {
  return resultOf(parseExpression(text), scope);
}

/** Ids that an expression reads. */
export function idsIn(text: string): readonly string[] {
  return namesIn(parseExpression(text));
}

function namesIn(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'name':
      return [expression.name];
    case 'list':
      return expression.items.flatMap(namesIn);
    case 'call':
      return expression.args.flatMap(namesIn);
    case 'operation':
      return [expression.left, expression.right].flatMap(namesIn);
    default:
      return [];
  }
}

function resultOf(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'name':
      return scope.lineOf(expression.name);
    case 'operation':
      return operate(expression.operator, resultOf(expression.left, scope), resultOf(expression.right, scope));
    case 'call':
      return called(expression.name, expression.args, scope);
    default:
      throw new Error('a list stands in a function only');
  }
}

function called(name: string, args: readonly Expression[], scope: Scope): Value {
  const [first, filling] = args;
  if (name === 'FILL' && filling?.kind === 'name' && filling.name === 'REPEAT')
    return repeatLast(resultOf(first, scope));
  const work = FUNCTIONS[name];
  if (!work) throw new Error(`${name} is not evaluated here`);
  const of =
    name === 'MAX' ? (arg: Expression) => knownValuesOf(arg, scope) : (arg: Expression) => valuesOf(arg, scope);
  return work(args.flatMap(of), scope.periodSeconds);
}

/** Of a list, nothing stands for what is not known; where none is known, the first one says why. */
function knownValuesOf(arg: Expression, scope: Scope): readonly Value[] {
  const { isKnown = () => true } = scope;
  const known = (item: Expression) => item.kind !== 'name' || isKnown(item.name);
  if (arg.kind !== 'list' || !arg.items.some(known)) return valuesOf(arg, scope);
  return arg.items.map((item) => (known(item) ? resultOf(item, scope) : undefined));
}

/** A list, and `METRICS()`, stand for several arguments. */
function valuesOf(arg: Expression, scope: Scope): readonly Value[] {
  if (arg.kind === 'list') return arg.items.map((item) => resultOf(item, scope));
  if (arg.kind === 'call' && arg.name === 'METRICS') return scope.metricIds.map(scope.lineOf);
  return [resultOf(arg, scope)];
}
