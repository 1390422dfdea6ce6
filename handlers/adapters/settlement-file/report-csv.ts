import type { Money } from '../../domain/money';
import type { SettlementDifference, SettlementReport } from '../../domain/settlement/settlement-report';

const COLUMNS: Readonly<Record<string, (difference: SettlementDifference) => string | number | undefined>> = {
  class: (difference) => difference.class,
  kind: ({ kind }) => kind,
  reference: ({ reference }) => reference,
  acquirerReference: ({ acquirerReference }) => acquirerReference,
  paymentId: ({ paymentId }) => paymentId,
  hereMinor: ({ here }) => here?.amountMinor,
  hereCurrency: ({ here }) => here?.currency,
  thereMinor: ({ there }) => there?.amountMinor,
  thereCurrency: ({ there }) => there?.currency,
  differenceMinor: ({ here, there }) => differenceOf(here, there),
  settledIn: ({ settledIn }) => settledIn,
  takenAt: ({ takenAt }) => takenAt,
};

/** The differences as a spreadsheet opens them. What stands in it was held to an alphabet without commas and quotes. */
export function reportCsv({ differences }: SettlementReport): string {
  const rows = differences.map((difference) => Object.values(COLUMNS).map((cell) => cell(difference) ?? ''));
  return [Object.keys(COLUMNS), ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
}

/** What they say more than we do. */
function differenceOf(here: Money | undefined, there: Money | undefined): number | undefined {
  return here && there && here.currency === there.currency ? there.amountMinor - here.amountMinor : undefined;
}
