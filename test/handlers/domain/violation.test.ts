import { pointerTo } from '../../../handlers/domain/violation';

test.each<[readonly (string | number)[], string]>([
  [[], '#'],
  [['card', 'number'], '#/card/number'],
  [['list', 3, 'name'], '#/list/3/name'],
  [['card', '4111111111111111'], '#/card'],
  [['card', 'card4111111111111111'], '#/card'],
  [['card', 'a/b'], '#/card'],
  [['line\nbreak', 'number'], '#'],
  [['a'.repeat(65)], '#'],
])('%j is pointed at by %s', (names, pointer) => {
  expect(pointerTo(names)).toBe(pointer);
});
