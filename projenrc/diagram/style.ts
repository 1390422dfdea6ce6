import type { Kind } from './diagram';

interface Scheme {
  readonly paper: string;
  readonly ink: string;
  readonly faint: string;
  readonly line: string;
  readonly card: string;
  readonly group: string;
  readonly edge: string;
  /** Of the scheme's two colours of a kind, the one that stands out. */
  readonly shade: 0 | 1;
}

const light: Scheme = {
  paper: '#ffffff',
  ink: '#1c2430',
  faint: '#5a6878',
  line: '#8190a2',
  card: '#ffffff',
  group: '#f4f6f9',
  edge: '#d3dae3',
  shade: 0,
};

const dark: Scheme = {
  paper: '#0d1117',
  ink: '#e6edf3',
  faint: '#9dabba',
  line: '#7b8a9b',
  card: '#1a212b',
  group: '#12171f',
  edge: '#303a46',
  shade: 1,
};

const shades: Record<Kind, [light: string, dark: string]> = {
  person: ['#3d5a80', '#9db8d9'],
  edge: ['#7b3fa0', '#c79be3'],
  function: ['#c2560c', '#f0a26b'],
  queue: ['#b8336a', '#ee8fb5'],
  topic: ['#b8336a', '#ee8fb5'],
  table: ['#2b62b5', '#8db5f2'],
  database: ['#2b62b5', '#8db5f2'],
  bucket: ['#3b7d23', '#92cf79'],
  key: ['#b3261e', '#f2938c'],
  code: ['#0f766e', '#6fccc3'],
};

/** Plain colours, and no custom properties: not every program that shows SVG knows those. */
function coloursOf({ paper, ink, faint, line, card, group, edge, shade }: Scheme): string {
  return [
    `text{fill:${ink}}`,
    `.paper{fill:${paper}}`,
    `.group{fill:${group};stroke:${edge}}`,
    `.dashed{stroke:${line}}`,
    `.group-title,.note{fill:${faint}}`,
    `.card{fill:${card};stroke:${edge}}`,
    `.arrow{stroke:${line}}`,
    `.tip{fill:${line}}`,
    `.label{fill:${faint};stroke:${group}}`,
    `.step{fill:${ink}}`,
    `.number{fill:${paper}}`,
    ...Object.entries(shades).map(([kind, colours]) => {
      return `.${kind} .stripe{fill:${colours[shade]}}.${kind} .icon{stroke:${colours[shade]}}`;
    }),
  ].join('');
}

/** System fonts only: a picture must not call anywhere. */
const shapes = [
  `text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif}`,
  '.heading{font-size:19px;font-weight:650}',
  '.group,.card{stroke-width:1.2}',
  '.group.dashed{stroke-dasharray:5 4}',
  '.group-title{font-size:11px;font-weight:600;letter-spacing:.04em}',
  '.icon{fill:none;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}',
  '.title{font-size:13px;font-weight:600}',
  '.note,.label{font-size:11px}',
  '.arrow{fill:none;stroke-width:1.6}',
  '.arrow.dashed{stroke-dasharray:4 4}',
  '.label{text-anchor:middle;paint-order:stroke;stroke-width:5px;stroke-linejoin:round}',
  '.number{font-size:11px;font-weight:700;text-anchor:middle}',
  '.legend{font-size:12.5px}',
].join('');

export const style = `${shapes}${coloursOf(light)}@media(prefers-color-scheme:dark){${coloursOf(dark)}}`;
