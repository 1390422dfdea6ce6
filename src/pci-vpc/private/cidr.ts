/** An IPv4 network as its first address and the length of its prefix. */
export interface Cidr {
  readonly first: number;
  readonly prefix: number;
}

const OCTET = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const PATTERN = new RegExp(`^${OCTET}\\.${OCTET}\\.${OCTET}\\.${OCTET}/([1-2]?\\d|3[0-2])$`);

/** Undefined where the text is no IPv4 network, or names an address inside one (`10.0.0.1/24`). */
export function parseCidr(text: string): Cidr | undefined {
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  return first % size(prefix) === 0 ? { first, prefix } : undefined;
}

export function formatCidr({ first, prefix }: Cidr): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${octets.join('.')}/${prefix}`;
}

/** Number of addresses. */
export function size(prefix: number): number {
  return 2 ** (32 - prefix);
}

export function contains(outer: Cidr, inner: Cidr): boolean {
  return inner.first >= outer.first && inner.first + size(inner.prefix) <= outer.first + size(outer.prefix);
}

export function overlaps(one: Cidr, other: Cidr): boolean {
  return contains(one, other) || contains(other, one);
}

/** The network number `index` of those with this prefix inside a block; undefined where the block ends before it. */
export function subnetOf(block: Cidr, prefix: number, index: number): Cidr | undefined {
  const subnet = { first: block.first + index * size(prefix), prefix };
  return contains(block, subnet) ? subnet : undefined;
}
