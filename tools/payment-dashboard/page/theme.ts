import { LINE_COLORS } from './dash';

/** Colours that the canvas needs as values; they are written in the style sheet only. */
export interface Theme {
  readonly lines: readonly string[];
  readonly grid: string;
  readonly muted: string;
  readonly threshold: string;
  readonly card: string;
  readonly font: string;
}

let known: Theme | undefined;

/** The colours in use; the style sheet is asked once, and once after they change. */
export function currentTheme(): Theme {
  known ??= readTheme();
  return known;
}

function readTheme(): Theme {
  const probe = document.body.appendChild(document.createElement('span'));
  const color = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const theme = {
    lines: Array.from({ length: LINE_COLORS }, (_, index) => color(`line-${index + 1}`)),
    grid: color('grid'),
    muted: color('muted'),
    threshold: color('threshold'),
    card: color('card'),
    font: '12px system-ui, sans-serif',
  };
  probe.remove();
  return theme;
}

const CHOICES = ['auto', 'light', 'dark'] as const;

/** A button that goes through the colours: those of the system, light, dark. */
export function themeButton(onChange: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  let chosen = 0;
  const change = () => {
    known = undefined;
    onChange();
  };
  const show = () => {
    document.documentElement.dataset.theme = CHOICES[chosen];
    button.textContent = `Colours: ${CHOICES[chosen]}`;
  };
  button.addEventListener('click', () => {
    chosen = (chosen + 1) % CHOICES.length;
    show();
    change();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', change);
  show();
  return button;
}
