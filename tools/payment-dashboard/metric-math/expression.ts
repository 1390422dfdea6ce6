/** An expression of metric math, as a tree. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'operation'; readonly operator: string; readonly left: Expression; readonly right: Expression };

/** From loosest to tightest. */
const PRECEDENCE: readonly (readonly string[])[] = [
  ['OR', '||'],
  ['AND', '&&'],
  ['==', '!=', '<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
  ['^'],
];

const TOKEN = /\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?|[A-Za-z_]\w*|&&|\|\||[=!<>]=|[-+*/%^()[\],<>]|\S)/giy;

const IS_NUMBER = /^\d/;
const IS_NAME = /^[A-Za-z_]/;

/** Reads metric math; fails on what is none. */
export function parseExpression(text: string): Expression {
  const parser = new Parser(
    [...text.matchAll(TOKEN)].map(([, token]) => token),
    text,
  );
  return parser.whole();
}

class Parser {
  #next = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly text: string,
  ) {}

  whole(): Expression {
    const expression = this.operation(0);
    if (this.#next < this.tokens.length) this.fail();
    return expression;
  }

  private operation(level: number): Expression {
    const operators = PRECEDENCE[level];
    if (!operators) return this.operand();
    let left = this.operation(level + 1);
    for (let operator = this.taken(...operators); operator; operator = this.taken(...operators)) {
      left = { kind: 'operation', operator, left, right: this.operation(level + 1) };
    }
    return left;
  }

  private operand(): Expression {
    if (this.taken('-')) {
      return { kind: 'operation', operator: '-', left: { kind: 'number', value: 0 }, right: this.operand() };
    }
    if (this.taken('(')) {
      const inner = this.operation(0);
      if (!this.taken(')')) this.fail();
      return inner;
    }
    if (this.taken('[')) return { kind: 'list', items: this.separated(']') };
    const token = this.tokens[this.#next++] ?? '';
    if (IS_NUMBER.test(token)) return { kind: 'number', value: Number(token) };
    if (!IS_NAME.test(token)) return this.fail();
    return this.taken('(')
      ? { kind: 'call', name: token.toUpperCase(), args: this.separated(')') }
      : { kind: 'name', name: token };
  }

  private separated(end: string): readonly Expression[] {
    const items: Expression[] = [];
    if (this.taken(end)) return items;
    do items.push(this.operation(0));
    while (this.taken(','));
    if (!this.taken(end)) this.fail();
    return items;
  }

  private taken(...wanted: readonly string[]): string | undefined {
    const token = this.tokens[this.#next];
    if (token === undefined || !wanted.includes(token.toUpperCase())) return undefined;
    this.#next++;
    return token.toUpperCase();
  }

  private fail(): never {
    throw new Error(`'${this.text}' is no metric math at '${this.tokens.slice(this.#next).join(' ')}'`);
  }
}
