import { Client } from 'pg';
import { PostgresqlAuditSeals } from '../../../handlers/adapters/postgresql/postgresql-audit-seals';
import { canonicalForm } from '../../../handlers/domain/audit/audit-record';
import { type SealAuditOptions, sealAudit } from '../../../handlers/seal-audit/seal-audit';
import { auditKey } from '../fakes/audit-key';
import { fakeClock } from '../fakes/clock';
import type { DatabaseServer } from '../fakes/database-server';
import { MemoryAuditArchive } from '../fakes/memory-audit-archive';
import { recordingLogger } from '../fakes/recording-logger';
import { recordingMetrics } from '../fakes/recording-metrics';
import { verifyTrail } from '../fakes/sealed-trail';

export const FOLDERS = { digests: 'audit/digests/', records: 'audit/records/' };
export const START = '2026-11-21T10:00:00.000Z';

/** A sealer with an archive, a key and a clock of its own, over the ledger of a server. */
export function sealing(server: DatabaseServer) {
  const key = auditKey();
  const archive = new MemoryAuditArchive();
  const ports = {
    seals: new PostgresqlAuditSeals(server.open({ poolSize: 4 })),
    archive,
    signer: key,
    clock: fakeClock(START),
    metrics: recordingMetrics(),
    logger: recordingLogger(),
  };
  return {
    ...ports,
    ports,
    seal: (options: Partial<SealAuditOptions> = {}) => sealAudit(ports, { folders: FOLDERS, ...options }),
    report: () => verifyTrail(archive.trail(key.pem)),
    keys: () => [...archive.objects.keys()].sort(),
  };
}

/** A session of its own that writes records about these resources, and ends. */
export async function write(server: DatabaseServer, ...resources: readonly string[]): Promise<void> {
  const session = new Client({ ...server.application, ssl: { ca: [...server.authorities] } });
  await session.connect();
  for (const resource of resources) {
    const facts = { occurredAt: START, actor: 'test', action: 'Tested', outcome: 'success', origin: 'test', resource };
    await session.query('select ledger.record_audit($1)', [canonicalForm({ ...facts, details: {} })]);
  }
  await session.end();
}

/** Forgets every record and seal, past the triggers. */
export async function forget(server: DatabaseServer): Promise<void> {
  await server.changed(
    'delete from ledger.audit_seal; delete from ledger.audit_record; delete from ledger.audit_writer',
  );
}
