import fc from 'fast-check';
import { placesOf } from '../../../../tools/payment-dashboard/page/mark-places';

const room = { top: 20, bottom: 140, height: 15 };

test.each([
  ['where there is room, each stands where it wants', [30, 80], [30, 80]],
  ['at the upper edge they go down, one below the other', [0, 0, 0], [20, 35, 50]],
  ['at the lower edge they go up', [139, 140, 200], [110, 125, 140]],
  ['two that want the same stand side by side', [70, 70], [70, 85]],
])('%s', (_what, wanted, expected) => {
  expect(placesOf(wanted, room)).toEqual(expected);
});

test('whatever is wanted, labels stay in the room and lie on none other; only those without room are left out', () => {
  const heights = fc.array(fc.integer({ min: -500, max: 500 }), { maxLength: 20 });
  fc.assert(
    fc.property(heights, (unordered) => {
      const wanted = [...unordered].sort((one, other) => one - other);
      const places = placesOf(wanted, room);
      expect(places).toHaveLength(Math.min(wanted.length, 9));
      for (const [index, place] of places.entries()) {
        expect(place).toBeGreaterThanOrEqual(room.top);
        expect(place).toBeLessThanOrEqual(room.bottom);
        if (index > 0) expect(place - places[index - 1]).toBeGreaterThanOrEqual(room.height);
      }
    }),
  );
});
