const MOST = 5000;
/** What Aurora allows while the least capacity is below one unit. */
const MOST_BELOW_ONE_ACU = 2000;

/** Greatest capacity and the default `max_connections` that Aurora documents for it; between them, and beyond, it grows evenly. */
const BY_ACU = [
  [1, 189],
  [4, 823],
  [8, 1669],
  [16, 3360],
];

export function connectionsOfAcu(minimumAcu: number, maximumAcu: number): number {
  requireAcu('minimumAcu', minimumAcu, 0);
  requireAcu('maximumAcu', maximumAcu, Math.max(1, minimumAcu));
  return Math.min(minimumAcu < 1 ? MOST_BELOW_ONE_ACU : MOST, byCapacity(maximumAcu));
}

function byCapacity(acu: number): number {
  const next = BY_ACU.findIndex(([point]) => point >= acu);
  const upper = next === -1 ? BY_ACU.length - 1 : Math.max(1, next);
  const [[from, least], [to, most]] = BY_ACU.slice(upper - 1);
  return Math.min(MOST, Math.floor(least + ((most - least) * (acu - from)) / (to - from)));
}

function requireAcu(prop: string, value: number, min: number): void {
  if (Number.isInteger(value * 2) && value >= min && value <= 256) return;
  throw new Error(`'${prop}' must be ${min} to 256 ACU in steps of 0.5, got ${value}`);
}

/** Where RDS documents another value than its formula gives for the nominal memory, since the system takes its share. */
const DOCUMENTED: { [instanceType: string]: number } = {
  'x2g.large': 3479,
  'r6g.large': 1722,
  'r6g.xlarge': 3479,
  'r5.large': 1600,
  'r5.xlarge': 3300,
  'r4.large': 1600,
  'r4.xlarge': 3200,
  't4g.medium': 405,
  't4g.large': 844,
  't3.medium': 420,
  't3.large': 844,
};

const BYTES_PER_CONNECTION = 9_531_392;
/** Memory of the size `large`, in GiB, by the first letters of the family. */
const LARGE: [RegExp, number][] = [
  [/^r\d/, 16],
  [/^x\d/, 32],
  [/^m\d/, 8],
  [/^t\d/, 8],
];
const SIZES: { [size: string]: number } = { micro: 1 / 8, small: 1 / 4, medium: 1 / 2, large: 1, xlarge: 2 };

/** RDS's own examples of the formula count a GiB as 10^9 bytes, which is about what the system leaves of it. */
export function connectionsOfInstance(instanceType: string): number {
  const documented = DOCUMENTED[instanceType];
  if (documented !== undefined) return documented;
  const [family, size = ''] = instanceType.split('.');
  const large = LARGE.find(([pattern]) => pattern.test(family))?.[1];
  const times = SIZES[size] ?? 2 * Number(/^(\d+)xlarge$/.exec(size)?.[1]);
  if (large === undefined || Number.isNaN(times)) {
    throw new Error(
      `'instanceType' must be of a family whose memory is known (r, x, m, t), got '${instanceType}': use ConnectionLimit.of()`,
    );
  }
  return Math.min(MOST, Math.floor((large * times * 1e9) / BYTES_PER_CONNECTION));
}
