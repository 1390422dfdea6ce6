import type { Posting } from '../../domain/ledger/transfer';

/** Kinds of account are the chart's, which may have more than the domain knows. */
interface Side {
  readonly kind: string;
  readonly ownerId: string;
}
type AnyPosting = Omit<Posting, 'layer' | 'debit' | 'credit'> & {
  readonly layer: string;
  readonly debit: Side;
  readonly credit: Side;
};

/** Postings as `ledger.posting_request` has them: its fields, in their order. */
export function postingRows(currency: string, postings: readonly AnyPosting[] = []) {
  return postings.map(({ layer, debit, credit, amountMinor }) => ({
    layer,
    debit_kind: debit.kind,
    debit_owner: debit.ownerId,
    credit_kind: credit.kind,
    credit_owner: credit.ownerId,
    currency,
    amount_minor: amountMinor,
  }));
}

/** A row as PostgreSQL reads it, each field in quotes. */
export function compositeText(row: Readonly<Record<string, string | number>>): string {
  const fields = Object.values(row).map((value) => `"${`${value}`.replaceAll(/["\\]/g, '\\$&')}"`);
  return `(${fields.join()})`;
}
