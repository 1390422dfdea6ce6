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

/** Postings as `ledger.write_postings` reads them: flat, since each level costs the database a read. */
export function postingRows(postings?: readonly AnyPosting[]) {
  return postings?.map(({ layer, debit, credit, amountMinor }) => ({
    layer,
    debitKind: debit.kind,
    debitOwner: debit.ownerId,
    creditKind: credit.kind,
    creditOwner: credit.ownerId,
    amountMinor,
  }));
}
