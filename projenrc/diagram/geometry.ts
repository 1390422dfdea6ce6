import type { Arrow, Card, Diagram, Side } from './diagram';

export const CELL = { width: 200, height: 104 };
export const CARD = { width: 160, height: 60 };
export const MARGIN = 24;
/** Between a card and an arrow that goes around it. */
const CLEARANCE = 18;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A card stands in the middle of its cell, a little lower, so that a group's title fits above it. */
export function boxOf({ at: [column, row] }: Card): Box {
  const x = MARGIN + column * CELL.width + (CELL.width - CARD.width) / 2;
  const y = MARGIN + row * CELL.height + (CELL.height - CARD.height) / 2 + 6;
  return { x, y, ...CARD };
}

function middleOf(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function anchor(box: Box, side: Side): Point {
  const middle = middleOf(box);
  if (side === 'left') return { x: box.x, y: middle.y };
  if (side === 'right') return { x: box.x + box.width, y: middle.y };
  return { x: middle.x, y: side === 'top' ? box.y : box.y + box.height };
}

function facing(from: Box, to: Box): [Side, Side] {
  const [a, b] = [middleOf(from), middleOf(to)];
  const overlapsAbove = Math.abs(a.x - b.x) < CARD.width / 2;
  if (overlapsAbove) return a.y < b.y ? ['bottom', 'top'] : ['top', 'bottom'];
  return a.x < b.x ? ['right', 'left'] : ['left', 'right'];
}

const isHorizontal = (side: Side) => side === 'left' || side === 'right';

/** Corners of an arrow: straight where it can be, else with right angles. */
export function cornersOf(diagram: Diagram, arrow: Arrow): Point[] {
  const [from, to] = [arrow.from, arrow.to].map((id) => {
    const card = diagram.cards.find((one) => one.id === id);
    if (!card) throw new Error(`'${arrow.from}' to '${arrow.to}': there is no card '${id}'; name one of the cards`);
    return boxOf(card);
  });
  const [leaving, arriving] = arrow.sides ?? facing(from, to);
  const [start, end] = [anchor(from, leaving), anchor(to, arriving)];
  if (isHorizontal(leaving) !== isHorizontal(arriving)) {
    const corner = isHorizontal(leaving) ? { x: end.x, y: start.y } : { x: start.x, y: end.y };
    return [start, corner, end];
  }
  if (leaving === arriving) return around(start, end, leaving);
  if (start.x === end.x || start.y === end.y) return [start, end];
  if (isHorizontal(leaving)) {
    const x = (start.x + end.x) / 2;
    return [start, { x, y: start.y }, { x, y: end.y }, end];
  }
  const y = (start.y + end.y) / 2;
  return [start, { x: start.x, y }, { x: end.x, y }, end];
}

/** From one side to the same side of another card: out, along, and in again. */
function around(start: Point, end: Point, side: Side): Point[] {
  const outwards = side === 'left' || side === 'top' ? -1 : 1;
  if (isHorizontal(side)) {
    const x = outwards * Math.max(outwards * start.x, outwards * end.x) + outwards * CLEARANCE;
    return [start, { x, y: start.y }, { x, y: end.y }, end];
  }
  const y = outwards * Math.max(outwards * start.y, outwards * end.y) + outwards * CLEARANCE;
  return [start, { x: start.x, y }, { x: end.x, y }, end];
}

/** Middle of the longest stretch: where a label or number disturbs least. */
export function restingPlace(corners: Point[]): Point {
  const stretches = corners.slice(1).map((end, index) => ({ start: corners[index], end }));
  const lengthOf = ({ start, end }: { start: Point; end: Point }) => Math.hypot(end.x - start.x, end.y - start.y);
  const { start, end } = stretches.reduce((longest, one) => (lengthOf(one) > lengthOf(longest) ? one : longest));
  return { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
}
