import type { AlarmsView, AlarmView, Measuring } from '../view';
import { element } from './element';
import { formatTime, formatValue } from './format';
import { withLinks } from './markdown';
import { reasonOf, sentence } from './silence';
import type { Drawn } from './widget';

type State = NonNullable<AlarmView['state']> | 'UNKNOWN';

interface Group {
  readonly state: State;
  readonly sign: string;
  readonly words: (measuring: Measuring | undefined) => string;
}

/** What is worst first. Sign and word say the state, colour only repeats it. */
const GROUPS: readonly Group[] = [
  { state: 'ALARM', sign: '▲', words: () => 'in alarm' },
  { state: 'INSUFFICIENT_DATA', sign: '◌', words: () => 'without enough data' },
  { state: 'OK', sign: '✓', words: () => 'OK' },
  {
    state: 'UNKNOWN',
    sign: '–',
    words: (measuring) => (measuring ? `not measured by ${measuring.by}` : 'without data yet'),
  },
];

const MONEY = /failed-?transactions/i;

/** The alarms by state, each with what it means and what to do. */
export class Alarms implements Drawn<AlarmsView> {
  readonly root: HTMLElement;
  readonly #counts = element('p', { class: 'spoken', role: 'status' });
  readonly #groups = new Map<State, HTMLDetailsElement>();
  #drawn = '';

  constructor(view: AlarmsView) {
    this.root = element('section', { class: 'card alarms', 'aria-label': view.title });
    this.root.append(element('h2', {}, view.title), this.#counts);
  }

  update(view: AlarmsView, measuring: Measuring | undefined): void {
    const drawn = JSON.stringify(view);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const short = shortNames(view.alarms.map(({ name }) => name));
    const open = new Set(
      [...this.root.querySelectorAll<HTMLElement>('details.alarm[open]')].map(({ dataset }) => dataset.name),
    );
    const focused = (document.activeElement?.parentElement as HTMLElement | null)?.dataset.name;
    const counts: string[] = [];
    for (const group of GROUPS) {
      const own = view.alarms.filter(({ state }) => (state ?? 'UNKNOWN') === group.state).sort(moneyFirst);
      const nameOf = (name: string) => short.get(name) ?? name;
      const items = own.map((alarm) => alarmItem(alarm, group, { nameOf, open, measuring }));
      this.groupFor(group, measuring, own.length).replaceChildren(...items);
      if (own.length > 0) counts.push(`${own.length} ${group.words(measuring)}`);
    }
    // what is written anew is read out anew
    if (this.#counts.textContent !== counts.join(', ')) this.#counts.textContent = counts.join(', ');
    if (focused) this.root.querySelector<HTMLElement>(`details[data-name="${CSS.escape(focused)}"] > summary`)?.focus();
  }

  /** The list of a group; the group is made when it is first needed, and keeps whether it is open. */
  private groupFor(group: Group, measuring: Measuring | undefined, count: number): HTMLElement {
    const isWide = matchMedia('(min-width: 720px)').matches;
    const known = this.#groups.get(group.state);
    const details =
      known ?? element('details', { class: `group ${group.state}`, open: isWide || group.state === 'ALARM' });
    if (!known) {
      details.append(element('summary', {}), element('div', { class: 'list' }));
      this.#groups.set(group.state, details);
      this.root.append(details);
    }
    details.hidden = count === 0;
    const [summary, list] = details.children;
    summary.replaceChildren(signOf(group), ` ${count} ${group.words(measuring)}`);
    return list as HTMLElement;
  }
}

const signOf = ({ sign }: Group) => element('span', { class: 'sign', 'aria-hidden': 'true' }, sign);

interface Surroundings {
  readonly nameOf: (name: string) => string;
  /** Names of the alarms whose text is shown. */
  readonly open: ReadonlySet<string | undefined>;
  readonly measuring: Measuring | undefined;
}

function alarmItem(alarm: AlarmView, group: Group, { nameOf, open, measuring }: Surroundings): HTMLElement {
  const isRed = group.state === 'ALARM';
  const value = alarm.value === undefined ? '' : `now ${formatValue(roughly(alarm.value))}`;
  const now = [value, isRed && !alarm.behind ? sinceWhen(alarm) : ''].filter(Boolean).join(', ');
  const summary = element(
    'summary',
    {},
    signOf(group),
    element('span', { class: 'title' }, nameOf(alarm.name)),
    ...(isAboutMoney(alarm) ? [element('span', { class: 'money' }, 'money')] : []),
  );
  const heard = alarm.topics.length === 0 ? '' : `Tells ${alarm.topics.join(', ')}. `;
  const note = sentence(reasonOf(alarm.note ?? '', measuring));
  return element(
    'details',
    { class: `alarm ${group.state}`, 'data-name': alarm.name, open: open.has(alarm.name) || isRed },
    summary,
    withLinks(alarm.description),
    element('p', { class: 'heard' }, now && `${sentence(now)}. `, heard, note),
    ...(alarm.behind?.length ? [behindIt(alarm.behind, nameOf, measuring)] : []),
  );
}

/** Of large values, decimals say nothing. */
const roughly = (value: number): number => (Math.abs(value) < 100 ? value : Math.round(value));

const sinceWhen = ({ since }: Pick<AlarmView, 'since'>): string =>
  since === undefined ? 'for hours' : `since ${formatTime(since / 1000, 60)}`;

/** Those of a composite alarm that are not OK: since when, or why nobody knows. */
function behindIt(
  behind: NonNullable<AlarmView['behind']>,
  nameOf: Surroundings['nameOf'],
  measuring: Measuring | undefined,
): HTMLElement {
  const items = [...behind]
    .sort((one, other) => rankOf(one.state) - rankOf(other.state))
    .map((alarm) => {
      const group = GROUPS[rankOf(alarm.state)];
      const why =
        alarm.state === undefined
          ? reasonOf(alarm.note ?? '', measuring)
          : `${group.words(measuring)} ${sinceWhen(alarm)}`;
      return element('li', {}, signOf(group), ` ${nameOf(alarm.name)}: ${why}`);
    });
  return element('ul', { class: 'behind' }, ...items);
}

const rankOf = (state: AlarmView['state']) => GROUPS.findIndex((group) => group.state === (state ?? 'UNKNOWN'));

const isAboutMoney = ({ topics }: AlarmView) => topics.some((topic) => MONEY.test(topic));
const moneyFirst = (one: AlarmView, other: AlarmView) => Number(isAboutMoney(other)) - Number(isAboutMoney(one));

/** Names without the end that all have in common, such as the environment. */
function shortNames(names: readonly string[]): ReadonlyMap<string, string> {
  const words = names.map((name) => name.split('-').reverse());
  const [first = []] = words;
  const differs = first.findIndex((word, index) =>
    words.some((each) => each[index] !== word || each.length === index + 1),
  );
  const common = names.length < 2 ? 0 : Math.max(0, differs);
  return new Map(
    names.map((name) => [
      name,
      name
        .split('-')
        .slice(0, name.split('-').length - common)
        .join('-'),
    ]),
  );
}
