import type { Embedded, View } from '../view';
import { type Choice, chooser, pauseButton, pointControl, rangeControl } from './controls';
import { byId } from './element';
import { Grid } from './grid';
import { themeButton } from './theme';

const embedded: Embedded = JSON.parse(byId('embedded').textContent ?? '');
const grid = new Grid();
const [first] = embedded.views;
const choice: Choice = {
  dashboard: first.name,
  rangeMinutes: first.measuring?.rangeMinutes ?? 0,
  pointSeconds: first.measuring?.pointSeconds ?? 0,
  paused: false,
};

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

function show(view: View): void {
  byId('name').textContent = view.name;
  document.title = `${redIn(view)}${view.name} · dashboard`;
  tell(
    view.measuring
      ? `Measured by ${view.measuring.by} · ${time.format(view.measuring.at)}`
      : 'Layout of the template · nothing is running, so there is no data yet',
  );
  grid.show(view);
}

/** The number of alarms in ALARM is seen while another tab is in front, too. */
function redIn({ widgets }: View): string {
  const alarms = widgets.flatMap((widget) => (widget.kind === 'alarms' ? widget.alarms : []));
  const red = alarms.filter(({ state }) => state === 'ALARM').length;
  return red === 0 ? '' : `▲ ${red} · `;
}

/** Trouble is read out, once; the time of every look is not. */
function tell(text: string, isTrouble = false): void {
  const status = byId('status');
  if (isTrouble) status.setAttribute('role', 'alert');
  else status.removeAttribute('role');
  if (status.textContent !== text) status.textContent = text;
  status.classList.toggle('trouble', isTrouble);
}

/** The newest values from the server that this page came from; in a file there is none. */
async function refresh(): Promise<void> {
  const { dashboard, pointSeconds, rangeMinutes } = choice;
  if (embedded.refreshSeconds === undefined) {
    show(embedded.views.find(({ name }) => name === dashboard) ?? first);
    return;
  }
  const query = new URLSearchParams({ dashboard, range: String(rangeMinutes), point: String(pointSeconds) });
  try {
    const answer = await fetch(`view.json?${query}`);
    if (!answer.ok) throw new Error(await answer.text());
    show(await answer.json());
  } catch (error) {
    tell(`No new values: ${error instanceof Error ? error.message : 'no answer'}`, true);
  }
}

async function keepRefreshing(everySeconds: number): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, everySeconds * 1000));
    if (!choice.paused && !document.hidden) await refresh();
  }
}

byId('controls').append(...chooser(choice, first.dashboards, refresh));
if (embedded.refreshSeconds !== undefined) {
  byId('controls').append(rangeControl(choice, refresh), pointControl(choice, refresh), pauseButton(choice));
  keepRefreshing(embedded.refreshSeconds);
}
byId('controls').append(themeButton(() => grid.redraw()));
show(first);
