import {
  type AuditDigest,
  dataToSign,
  fileText,
  linkTo,
  makeDigest,
  type SignedDigest,
} from '../../../../handlers/domain/audit/audit-digest';
import type { AuditFacts, AuditRecord } from '../../../../handlers/domain/audit/audit-record';
import { fingerprintOf } from '../../../../handlers/domain/audit/digest-fault';
import type { FoundDigest } from '../../../../handlers/domain/audit/verify-trail';
import { auditKey } from '../../fakes/audit-key';
import type { SealedTrail } from '../../fakes/sealed-trail';

const key = auditKey();
const publicKeyFingerprint = fingerprintOf(key.pem);

export const time = (hour: number): string => new Date(Date.UTC(2026, 0, 1, hour)).toISOString();

export function seal(digest: AuditDigest, by = key): SignedDigest {
  return { digest, signature: by.signatureOf(dataToSign(digest)) };
}

/** A digest an hour, of these records; all of it in memory. */
export function sealedTrail(recordsByHour: readonly (readonly AuditRecord[])[]): SealedTrail {
  const digests: FoundDigest[] = [];
  const files: Record<string, string> = {};
  for (const [hour, records] of recordsByHour.entries()) {
    const [foundAt, fileKey] = [`digests/${hour}.json`, `records/${hour}.jsonl`];
    const interval = { key: foundAt, fileKey, startTime: time(hour), endTime: time(hour + 1), publicKeyFingerprint };
    const last = digests.at(-1);
    digests.push({ foundAt, signed: seal(makeDigest(interval, records, last && linkTo(last.signed))) });
    if (records.length > 0) files[fileKey] = fileText(records);
  }
  return { digests, files, publicKey: key.pem };
}

export function factsAbout(resource: string): AuditFacts {
  return {
    occurredAt: time(0),
    actor: 'caller',
    action: 'PaymentAuthorized',
    outcome: 'success',
    origin: 'queue',
    resource,
    details: { amountMinor: 100 },
  };
}
