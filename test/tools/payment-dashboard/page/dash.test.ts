import { dashOf, LINE_COLORS } from '../../../../tools/payment-dashboard/page/dash';

test('each of 32 lines has a colour and a dash that no other has', () => {
  const looks = Array.from({ length: 32 }, (_, index) => `${index % LINE_COLORS} ${dashOf(index)}`);
  expect(new Set(looks).size).toBe(looks.length);
});
