import * as fc from 'fast-check';
import { contains, formatCidr, overlaps, parseCidr, size, subnetOf } from '../../../src/pci-vpc/private/cidr';

const network = fc
  .tuple(fc.integer({ min: 0, max: 32 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }))
  .map(([prefix, address]) => ({ first: address - (address % size(prefix)), prefix }));

test('every network survives being written and read', () => {
  fc.assert(fc.property(network, (cidr) => expect(parseCidr(formatCidr(cidr))).toEqual(cidr)));
});

test('two networks overlap exactly when they share an address', () => {
  const last = (cidr: { first: number; prefix: number }) => cidr.first + size(cidr.prefix) - 1;
  fc.assert(
    fc.property(network, network, (one, other) => {
      expect(overlaps(one, other)).toBe(one.first <= last(other) && other.first <= last(one));
      expect(overlaps(one, other)).toBe(overlaps(other, one));
    }),
  );
});

test('subnets of a block lie inside it, side by side, until it ends', () => {
  const block = { first: 10 * 2 ** 24, prefix: 20 };
  const subnets = Array.from({ length: 17 }, (_, index) => subnetOf(block, 24, index));
  expect(subnets.map((subnet) => subnet && formatCidr(subnet)).slice(0, 2)).toEqual(['10.0.0.0/24', '10.0.1.0/24']);
  expect(subnets.slice(0, 16).every((subnet) => subnet && contains(block, subnet))).toBe(true);
  expect(subnets[16]).toBeUndefined();
});

test.each(['10.0.0.0', '10.0.0.0/33', '10.0.0.256/24', '10.0.0.1/24', '10.0.0.0/24 ', '010.0.0.0/24', 'fd00::/8', ''])(
  '%p is no network',
  (text) => {
    expect(parseCidr(text)).toBeUndefined();
  },
);
