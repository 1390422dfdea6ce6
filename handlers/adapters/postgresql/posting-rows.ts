import type { Posting } from '../../domain/ledger/transfer';

/** Postings as `ledger.write_postings` reads them: flat, since each level costs the database a read. */
export function postingRows(postings?: readonly Posting[]) {
  return postings?.map(({ layer, debit, credit, amountMinor }) => ({
    layer,
    debitKind: debit.kind,
    debitOwner: debit.ownerId,
    creditKind: credit.kind,
    creditOwner: credit.ownerId,
    amountMinor,
  }));
}
