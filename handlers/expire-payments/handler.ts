import { ExpirePaymentsEnvironment } from '../../src/contract/environment';
import { openLedgerDatabase } from '../adapters/postgresql/open-ledger-database';
import { PostgresqlExpirablePayments } from '../adapters/postgresql/postgresql-expirable-payments';
import { PostgresqlPaymentSteps } from '../adapters/postgresql/postgresql-payment-steps';
import { systemClock as clock } from '../runtime/clock';
import { requireEnvironment } from '../runtime/environment';
import { uuidIds as ids } from '../runtime/ids';
import { logger } from '../runtime/logger';
import { metrics, withMetrics } from '../runtime/metrics';
import { expirePayments } from './expire-payments';

const ageSeconds = Number(requireEnvironment(ExpirePaymentsEnvironment.AUTHORIZATION_SECONDS));
const database = openLedgerDatabase(__dirname);
const ports = {
  expirable: new PostgresqlExpirablePayments(database),
  steps: new PostgresqlPaymentSteps(database),
  clock,
  ids,
  metrics,
  logger,
};

export const handler = withMetrics(() => expirePayments(ports, ageSeconds));
