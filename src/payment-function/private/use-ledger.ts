import { LedgerDatabase } from '../../contract/database';
import { DatabaseEnvironment } from '../../contract/environment';
import { openDatabase } from '../../private/database-access';
import type { ILedgerAccess } from '../ledger-access';
import type { PaymentFunction } from '../payment-function';

/** Tells a function where the ledger is, lets it log in, and opens the way between their security groups. */
export function useLedger(fn: PaymentFunction, ledger: ILedgerAccess): void {
  if (!fn.securityGroup) {
    throw new Error(
      `'vpc' must be given for '${fn.node.path}', got none: the ledger is reached inside of its VPC only`,
    );
  }
  const { host, database, databaseName, secret, iamUser } = ledger.bind(fn);
  openDatabase(fn, fn.securityGroup, database, `Ledger for ${fn.serviceName}`);
  fn._setVariables({
    [DatabaseEnvironment.DATABASE_HOST]: host,
    [DatabaseEnvironment.DATABASE_PORT]: String(LedgerDatabase.PORT),
    [DatabaseEnvironment.DATABASE_NAME]: databaseName ?? LedgerDatabase.NAME,
    [DatabaseEnvironment.DATABASE_SECRET_ARN]: secret?.secretArn,
    [DatabaseEnvironment.DATABASE_IAM_USER]: iamUser,
  });
}
