import { element } from './element';

/** What a visitor chooses. */
export interface Choice {
  dashboard: string;
  rangeMinutes: number;
  pointSeconds: number;
  paused: boolean;
}

const RANGES = [
  ['15 min', 15],
  ['1 h', 60],
  ['3 h', 180],
] as const;

const POINTS = [
  ['as deployed', 0],
  ['1 min', 60],
  ['10 s', 10],
] as const;

/** A choice between few, as buttons of which one is down; arrow keys go through them. */
export function segments(
  title: string,
  options: readonly (readonly [string, number])[],
  chosen: number,
  onChange: (value: number) => void,
): HTMLElement {
  const group = element('fieldset', { class: 'segments' }, element('legend', {}, title));
  for (const [label, value] of options) {
    const input = element('input', { type: 'radio', name: title, value: String(value), checked: value === chosen });
    input.addEventListener('change', () => onChange(value));
    group.append(element('label', {}, input, element('span', {}, label)));
  }
  return group;
}

export const rangeControl = (choice: Choice, onChange: () => void) =>
  segments('Time', RANGES, choice.rangeMinutes, (value) => {
    choice.rangeMinutes = value;
    onChange();
  });

export const pointControl = (choice: Choice, onChange: () => void) =>
  segments('Points', POINTS, choice.pointSeconds, (value) => {
    choice.pointSeconds = value;
    onChange();
  });

export function pauseButton(choice: Choice): HTMLButtonElement {
  const button = element('button', { type: 'button', 'aria-pressed': 'false' }, 'Pause');
  button.addEventListener('click', () => {
    choice.paused = !choice.paused;
    button.setAttribute('aria-pressed', String(choice.paused));
  });
  return button;
}

/** Nothing when there is nothing to choose. */
export function chooser(choice: Choice, dashboards: readonly string[], onChange: () => void): readonly HTMLElement[] {
  if (dashboards.length < 2) return [];
  const options = dashboards.map((name) =>
    element('option', { value: name, selected: name === choice.dashboard }, name),
  );
  const select = element('select', {}, ...options);
  select.addEventListener('change', () => {
    choice.dashboard = select.value;
    onChange();
  });
  return [element('label', { class: 'chooser' }, 'Dashboard ', select)];
}
