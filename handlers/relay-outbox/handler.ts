import { RelayOutboxEnvironment } from '../../src/contract/environment';
import { openLedgerDatabase } from '../adapters/postgresql/open-ledger-database';
import { PostgresqlLedgerCheck } from '../adapters/postgresql/postgresql-ledger-check';
import { PostgresqlOutbox } from '../adapters/postgresql/postgresql-outbox';
import { SnsEventPublisher } from '../adapters/sns-event-publisher';
import { snsClient } from '../runtime/aws-clients/sns';
import { requireEnvironment } from '../runtime/environment';
import { logger } from '../runtime/logger';
import { metrics, withMetrics } from '../runtime/metrics';
import { sweepOutbox } from './sweep-outbox';

const database = openLedgerDatabase(__dirname);
const ports = {
  outbox: new PostgresqlOutbox(database),
  check: new PostgresqlLedgerCheck(database),
  publisher: new SnsEventPublisher(snsClient(), requireEnvironment(RelayOutboxEnvironment.EVENT_TOPIC_ARN), logger),
  metrics,
  logger,
};

export const handler = withMetrics(() => sweepOutbox(ports));
