import type { SettlementLine } from './settlement-batch';
import type { SettlementClass, SettlementTotal } from './settlement-report';
import { inTextOrder } from './text-order';

/** Something that counts in one class. */
export interface Counted extends Pick<SettlementLine, 'kind' | 'amountMinor' | 'currency' | 'feeMinor'> {
  readonly class: SettlementClass;
}

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);

/** Money is added up within a currency only, and captures never against refunds. */
export function totalsOf(counted: readonly Counted[]): SettlementTotal[] {
  return [...Map.groupBy(counted, (each) => `${each.currency} ${each.class}`)]
    .sort(([left], [right]) => inTextOrder(left, right))
    .flatMap(([, group]) => {
      const [first] = group;
      if (!first) return [];
      const minorOf = (kind: Counted['kind']) =>
        sumOf(group.filter((each) => each.kind === kind).map(({ amountMinor }) => amountMinor));
      return [
        {
          currency: first.currency,
          class: first.class,
          count: group.length,
          capturedMinor: minorOf('capture'),
          refundedMinor: minorOf('refund'),
          feeMinor: sumOf(group.map(({ feeMinor = 0 }) => feeMinor)),
        },
      ];
    });
}
