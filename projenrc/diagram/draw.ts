import type { Arrow, Card, Diagram, Group } from './diagram';
import { boxOf, CARD, CELL, cornersOf, MARGIN, type Point, restingPlace } from './geometry';
import { icons } from './icons';
import { style } from './style';

const HEADING = 40;
const LEGEND_LINE = 22;
const LEGEND_COLUMNS = 2;
const CORNER = 8;
/** Room for text beside the icon, and the widest that a letter gets in the two sizes, on average over a line. */
const TEXT_WIDTH = CARD.width - 48;
const LETTER = { title: 6.7, note: 5.4 };

/** The picture as SVG: the same data give the same bytes. */
export function draw(diagram: Diagram): string {
  const steps = diagram.steps ?? [];
  const lines = Math.ceil(steps.length / LEGEND_COLUMNS);
  const width = 2 * MARGIN + diagram.columns * CELL.width;
  const drawing = 2 * MARGIN + diagram.rows * CELL.height;
  const height = HEADING + drawing + (lines > 0 ? lines * LEGEND_LINE + MARGIN : 0);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(diagram.title)}</title>`,
    `<desc id="description">${escaped(diagram.description)}</desc>`,
    `<style>${style}</style>`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>',
    `<rect class="paper" width="${width}" height="${height}" rx="12"/>`,
    `<text class="heading" x="${MARGIN}" y="${MARGIN + 14}">${escaped(diagram.title)}</text>`,
    `<g transform="translate(0 ${HEADING})">`,
    ...diagram.groups.map(drawGroup),
    ...diagram.arrows.map((arrow) => drawLine(diagram, arrow)),
    ...diagram.cards.map(drawCard),
    ...diagram.arrows.map((arrow) => drawMark(diagram, arrow)),
    '</g>',
    ...steps.map((text, index) => drawStep(text, index, lines, HEADING + drawing, width)),
    '</svg>',
    '',
  ]
    .filter((line, index, all) => line !== '' || index === all.length - 1)
    .join('\n');
}

function drawGroup({ title, from, to, dashed, titleBelow }: Group): string {
  const x = MARGIN + from[0] * CELL.width;
  const y = MARGIN + from[1] * CELL.height;
  const titleY = titleBelow ? MARGIN + to[1] * CELL.height - 10 : y + 18;
  const size = `width="${round((to[0] - from[0]) * CELL.width)}" height="${round((to[1] - from[1]) * CELL.height)}"`;
  return [
    `<rect class="group${dashed ? ' dashed' : ''}" x="${round(x)}" y="${round(y)}" ${size} rx="10"/>`,
    `<text class="group-title" x="${round(x + 12)}" y="${round(titleY)}">${escaped(title)}</text>`,
  ].join('');
}

function drawCard(card: Card): string {
  const { x, y, width, height } = boxOf(card);
  const textX = x + 38;
  const middle = y + height / 2;
  return [
    `<g class="${card.kind}">`,
    `<rect class="card" x="${round(x)}" y="${round(y)}" width="${width}" height="${height}" rx="9"/>`,
    `<rect class="stripe" x="${round(x)}" y="${round(y + 12)}" width="3" height="${height - 24}" rx="1.5"/>`,
    `<path class="icon" transform="translate(${round(x + 11)} ${round(middle - 10)})" d="${icons[card.kind]}"/>`,
    `<text class="title" x="${round(textX)}" y="${round(middle + (card.note ? -3 : 4.5))}">${fitting(card.title, 'title')}</text>`,
    card.note
      ? `<text class="note" x="${round(textX)}" y="${round(middle + 13)}">${fitting(card.note, 'note')}</text>`
      : '',
    '</g>',
  ].join('');
}

function drawLine(diagram: Diagram, arrow: Arrow): string {
  const path = rounded(cornersOf(diagram, arrow));
  return `<path class="arrow${arrow.dashed ? ' dashed' : ''}" d="${path}" marker-end="url(#tip)"/>`;
}

function drawMark(diagram: Diagram, arrow: Arrow): string {
  const { x, y } = restingPlace(cornersOf(diagram, arrow));
  if (arrow.step !== undefined) return drawNumber(arrow.step, { x, y });
  return arrow.label ? `<text class="label" x="${round(x)}" y="${round(y - 5)}">${escaped(arrow.label)}</text>` : '';
}

function drawNumber(step: number, { x, y }: Point): string {
  const circle = `<circle class="step" cx="${round(x)}" cy="${round(y)}" r="9"/>`;
  return `${circle}<text class="number" x="${round(x)}" y="${round(y + 4)}">${step}</text>`;
}

function drawStep(text: string, index: number, lines: number, top: number, width: number): string {
  const column = Math.floor(index / lines);
  const x = MARGIN + 10 + (column * (width - 2 * MARGIN)) / LEGEND_COLUMNS;
  const y = top + (index % lines) * LEGEND_LINE + 6;
  return `${drawNumber(index + 1, { x, y })}<text class="legend" x="${round(x + 18)}" y="${round(y + 4.5)}">${escaped(text)}</text>`;
}

/** Straight stretches with rounded corners. */
function rounded(corners: Point[]): string {
  return corners
    .map((corner, index) => {
      const [before, after] = [corners[index - 1], corners[index + 1]];
      if (!before) return `M${place(corner)}`;
      if (!after) return `L${place(corner)}`;
      return `L${place(towards(corner, before))}Q${place(corner)} ${place(towards(corner, after))}`;
    })
    .join('');
}

function towards(from: Point, to: Point): Point {
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  const share = Math.min(CORNER, distance / 2) / distance;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

const round = (value: number) => Math.round(value * 10) / 10;
const place = ({ x, y }: Point) => `${round(x)} ${round(y)}`;

/** Text is not wrapped: what does not fit has to be said shorter. */
function fitting(text: string, size: keyof typeof LETTER): string {
  const most = Math.floor(TEXT_WIDTH / LETTER[size]);
  if (text.length > most)
    throw new Error(`'${size}' must have at most ${most} characters to fit its card, got '${text}'`);
  return escaped(text);
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
