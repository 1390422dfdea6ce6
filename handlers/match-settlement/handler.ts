import { MatchSettlementEnvironment as environment } from '../../src/contract/environment';
import { openLedgerDatabase } from '../adapters/postgresql/open-ledger-database';
import { PostgresqlSettlements } from '../adapters/postgresql/postgresql-settlements';
import { S3SettlementFiles } from '../adapters/s3-settlement-files';
import { SqsOperatorCases } from '../adapters/sqs-operator-cases';
import { isScheduled, readUploadedObject } from '../adapters/uploaded-object-event';
import { s3Client } from '../runtime/aws-clients/s3';
import { sqsClient } from '../runtime/aws-clients/sqs';
import { systemClock as clock } from '../runtime/clock';
import { requireEnvironment } from '../runtime/environment';
import { logger } from '../runtime/logger';
import { metrics, withMetrics } from '../runtime/metrics';
import { type MatchSettlementPorts, matchSettlementFile } from './match-settlement';
import { type NoticeSilencePorts, noticeSilence } from './notice-silence';

const ports: MatchSettlementPorts & NoticeSilencePorts = {
  files: new S3SettlementFiles(s3Client(), {
    bucketName: requireEnvironment(environment.SETTLEMENT_BUCKET_NAME),
    incomingPrefix: requireEnvironment(environment.SETTLEMENT_INCOMING_PREFIX),
    reportPrefix: requireEnvironment(environment.SETTLEMENT_REPORT_PREFIX),
  }),
  settlements: new PostgresqlSettlements(openLedgerDatabase(__dirname)),
  operatorCases: new SqsOperatorCases(sqsClient(), requireEnvironment(environment.OPERATOR_QUEUE_URL)),
  clock,
  metrics,
  logger,
  settlesWithinDays: Number(requireEnvironment(environment.SETTLES_WITHIN_DAYS)),
};

export const handler = withMetrics((event: unknown) =>
  isScheduled(event) ? noticeSilence(ports) : matchSettlementFile(ports, readUploadedObject(event)),
);
