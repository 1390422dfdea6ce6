import { PaymentMetric } from '../../src/contract/metrics';
import { dataToSign, digestText, fileText, linkTo, makeDigest, type SignedDigest } from '../domain/audit/audit-digest';
import type { AuditRecord } from '../domain/audit/audit-record';
import { fingerprintOf } from '../domain/audit/digest-fault';
import { type TrailFolders, trailKeys } from '../domain/audit/trail-keys';
import type { AuditArchive } from '../ports/audit-archive';
import type { AuditSeals, Seal, UnsealedRecord } from '../ports/audit-seals';
import type { AuditSigner } from '../ports/audit-signer';
import type { Clock } from '../ports/clock';
import { AuditTrailError } from '../runtime/errors';
import type { Logger } from '../runtime/logger';
import type { Metrics } from '../runtime/metrics';
import { adoptDigest } from './adopt-digest';
import { soundRecords } from './sound-records';

export interface SealAuditPorts {
  readonly seals: AuditSeals;
  readonly archive: AuditArchive;
  readonly signer: AuditSigner;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

export interface SealAuditOptions {
  readonly folders: TrailFolders;
  /** Records of one digest. @default 5000 */
  readonly batchSize?: number;
  /** No digest is begun later than this after the first; what is left waits for the next run. @default 180 */
  readonly patienceSeconds?: number;
}

/**
 * Seals what no digest has yet: one digest for the time since the last one, also when it is empty, and more while records are
 * left. The digest is written first, under a number that nobody can write twice; whatever stops a run after that, the next one
 * finds the digest and does the rest of what it says.
 */
export async function sealAudit(ports: SealAuditPorts, options: SealAuditOptions): Promise<void> {
  const { batchSize = 5_000, patienceSeconds = 180 } = options;
  const start = ports.clock.now();
  let oldest = start;
  let sealed = 0;
  for (let more = true; more; ) {
    const { last, records } = await ports.seals.unsealed(batchSize);
    oldest = oldestOf(records, oldest);
    const outcome = await sealNext(ports, options.folders, last, records);
    sealed += outcome.sealed;
    const late = ports.clock.now().getTime() - start.getTime() > patienceSeconds * 1_000;
    more = !late && (outcome.adopted || (records.length === batchSize && outcome.sealed > 0));
  }
  const ageSeconds = (start.getTime() - oldest.getTime()) / 1_000;
  ports.metrics.count(PaymentMetric.AUDIT_SEAL_AGE, ageSeconds);
  ports.metrics.count(PaymentMetric.AUDIT_RECORD_SEALED, sealed);
  ports.logger.info('audit trail sealed', { count: sealed, ageSeconds });
}

async function sealNext(
  ports: SealAuditPorts,
  folders: TrailFolders,
  last: Seal | undefined,
  unsealed: readonly UnsealedRecord[],
): Promise<{ readonly sealed: number; readonly adopted: boolean }> {
  const number = (last?.number ?? 0) + 1;
  const previous = last && { ...last, key: trailKeys(folders, last.number).key };
  const { records, broken } = soundRecords(unsealed);
  for (const { writerId, sequence, reason } of broken) {
    ports.logger.error('audit chain is broken and held back', undefined, { resourceId: writerId, sequence, reason });
  }
  const publicKey = await ports.signer.publicKey();
  const interval = {
    ...trailKeys(folders, number),
    ...intervalSince(last, ports.clock.now()),
    publicKeyFingerprint: fingerprintOf(publicKey),
  };
  const digest = makeDigest(interval, records, previous);
  const signed = { digest, signature: await ports.signer.sign(dataToSign(digest)) };
  const object = { key: digest.key, text: digestText(digest), signature: signed.signature };
  const found = await ports.archive.putOnce(object);
  const adopted = found && (await adoptDigest(ports, found, previous, publicKey));
  if (!adopted) await putRecords(ports, signed, records);
  const kept = adopted ?? signed;
  const isNew = await ports.seals.finish({ number, ...linkTo(kept), heads: kept.digest.heads });
  const count = kept.digest.files.reduce((sum, file) => sum + file.records, 0);
  return { sealed: isNew ? count : 0, adopted: adopted !== undefined };
}

async function putRecords({ archive }: SealAuditPorts, { digest }: SignedDigest, records: readonly AuditRecord[]) {
  for (const { key } of digest.files) {
    const text = fileText(records);
    const found = await archive.putOnce({ key, text });
    if (found && found.text !== text) throw new AuditTrailError(`'${key}' was written by somebody else`);
  }
}

/** From the end of the last interval, so that none is missing; clocks of two machines may differ a little. */
function intervalSince(last: Seal | undefined, now: Date): { readonly startTime: string; readonly endTime: string } {
  const start = last ? Date.parse(last.endTime) : now.getTime() - 1;
  const end = Math.max(now.getTime(), start + 1);
  return { startTime: new Date(start).toISOString(), endTime: new Date(end).toISOString() };
}

function oldestOf(records: readonly UnsealedRecord[], oldest: Date): Date {
  const times = records.map(({ facts }) => /"occurredAt":"([^"]+)"/.exec(facts)?.[1]);
  const found = times.map((time) => Date.parse(time ?? '')).filter((time) => !Number.isNaN(time));
  return new Date(found.reduce((least, time) => Math.min(least, time), oldest.getTime()));
}
