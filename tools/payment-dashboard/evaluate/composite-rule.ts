import { alarmNameIn } from '../synthesized/logical-names';
import type { AlarmState } from './alarm-state';

const TOKEN = /\s*([A-Z_]+|\(|\)|"[^"]*"|[^\s()"]+)/y;

/** What a rule over other alarms gives; `undefined` where that hangs on an alarm whose state is not known. */
export function ruleHolds(rule: string, stateOf: (alarmName: string) => AlarmState | undefined): boolean | undefined {
  return new Rule(
    [...rule.matchAll(new RegExp(TOKEN, 'gy'))].map(([, token]) => token),
    stateOf,
  ).either();
}

class Rule {
  #next = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly stateOf: (alarmName: string) => AlarmState | undefined,
  ) {}

  either(): boolean | undefined {
    const parts = [this.both()];
    while (this.taken('OR')) parts.push(this.both());
    if (parts.includes(true)) return true;
    return parts.includes(undefined) ? undefined : false;
  }

  private both(): boolean | undefined {
    const parts = [this.one()];
    while (this.taken('AND')) parts.push(this.one());
    if (parts.includes(false)) return false;
    return parts.includes(undefined) ? undefined : true;
  }

  private one(): boolean | undefined {
    const token = this.tokens[this.#next++];
    switch (token) {
      case 'NOT': {
        const inner = this.one();
        return inner === undefined ? undefined : !inner;
      }
      case '(':
        return this.closed(this.either());
      case 'TRUE':
      case 'FALSE':
        return token === 'TRUE';
      case 'ALARM':
      case 'OK':
      case 'INSUFFICIENT_DATA':
        return this.inState(token);
      default:
        throw new Error(`'AlarmRule' must be made of alarms, AND, OR and NOT, got '${token}'`);
    }
  }

  private inState(state: AlarmState): boolean | undefined {
    this.taken('(');
    const name = this.tokens[this.#next++] ?? '';
    const actual = this.stateOf(alarmNameIn(name.replaceAll('"', '')));
    return this.closed(actual === undefined ? undefined : actual === state);
  }

  private closed<T>(value: T): T {
    if (!this.taken(')')) throw new Error("'AlarmRule' must close what it opens");
    return value;
  }

  private taken(token: string): boolean {
    if (this.tokens[this.#next] !== token) return false;
    this.#next++;
    return true;
  }
}
