/** By code units: the same on every machine, unlike an order of some language. */
export function inTextOrder(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
