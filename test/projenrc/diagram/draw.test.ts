import type { Card, Diagram } from '../../../projenrc/diagram/diagram';
import { draw } from '../../../projenrc/diagram/draw';

const card = (id: string, at: [number, number], title = id): Card => ({ id, at, title, kind: 'function' });
const diagram = (changes: Partial<Diagram>): Diagram => ({
  title: 'Payments',
  description: 'How they flow',
  columns: 2,
  rows: 2,
  groups: [],
  cards: [card('a', [0, 0]), card('b', [1, 0]), card('c', [1, 1])],
  arrows: [],
  ...changes,
});

test('cards in a row are joined by a straight line', () => {
  expect(draw(diagram({ arrows: [{ from: 'a', to: 'b' }] }))).toContain('d="M204 82L244 82"');
});

test('an arrow turns at right angles with rounded corners', () => {
  const turned = draw(diagram({ arrows: [{ from: 'a', to: 'c', sides: ['right', 'top'] }] }));
  expect(turned).toContain('d="M204 82L316 82Q324 82 324 90L324 156"');
});

test.each([
  ['left', 'M44 82L34 82Q26 82 26 90L26 178Q26 186 34 186L244 186'],
  ['top', 'M124 52L124 42Q124 34 132 34L316 34Q324 34 324 42L324 156'],
] as const)('an arrow between two %s sides goes around', (side, path) => {
  expect(draw(diagram({ arrows: [{ from: 'a', to: 'c', sides: [side, side] }] }))).toContain(`d="${path}"`);
});

test('text is escaped', () => {
  expect(draw(diagram({ cards: [card('a', [0, 0], 'A & B <c>')] }))).toContain('A &amp; B &lt;c&gt;');
});

test('fails when a text does not fit its card', () => {
  const long = diagram({ cards: [card('a', [0, 0], 'a title that is too long')] });
  expect(() => draw(long)).toThrow(
    "'title' must have at most 16 characters to fit its card, got 'a title that is too long'",
  );
});

test('fails when an arrow leads to no card', () => {
  const lost = diagram({ arrows: [{ from: 'a', to: 'z' }] });
  expect(() => draw(lost)).toThrow("'a' to 'z': there is no card 'z'; name one of the cards");
});
