import { AuditTrail } from '../../src/contract/audit-trail';
import { SealAuditEnvironment } from '../../src/contract/environment';
import { KmsAuditSigner } from '../adapters/kms-audit-signer';
import { openLedgerDatabase } from '../adapters/postgresql/open-ledger-database';
import { PostgresqlAuditSeals } from '../adapters/postgresql/postgresql-audit-seals';
import { S3AuditArchive } from '../adapters/s3-audit-archive';
import { kmsClient } from '../runtime/aws-clients/kms';
import { s3Client } from '../runtime/aws-clients/s3';
import { systemClock as clock } from '../runtime/clock';
import { requireEnvironment } from '../runtime/environment';
import { logger } from '../runtime/logger';
import { metrics, withMetrics } from '../runtime/metrics';
import { sealAudit } from './seal-audit';

const prefix = requireEnvironment(SealAuditEnvironment.AUDIT_PREFIX);
const folders = { digests: `${prefix}${AuditTrail.DIGESTS}`, records: `${prefix}${AuditTrail.RECORDS}` };
const ports = {
  seals: new PostgresqlAuditSeals(openLedgerDatabase(__dirname)),
  archive: new S3AuditArchive(s3Client(), requireEnvironment(SealAuditEnvironment.AUDIT_BUCKET_NAME)),
  signer: new KmsAuditSigner(kmsClient(), requireEnvironment(SealAuditEnvironment.AUDIT_SIGNING_KEY_ID)),
  clock,
  metrics,
  logger,
};

export const handler = withMetrics(() => sealAudit(ports, { folders }));
