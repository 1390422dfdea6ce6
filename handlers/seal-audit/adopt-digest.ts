import { type DigestLink, fileText, type SignedDigest } from '../domain/audit/audit-digest';
import { sha256 } from '../domain/audit/audit-record';
import { digestFault } from '../domain/audit/digest-fault';
import { isAuditDigest } from '../domain/audit/trail-shapes';
import type { ArchivedObject, AuditArchive } from '../ports/audit-archive';
import type { AuditSeals } from '../ports/audit-seals';
import { AuditTrailError } from '../runtime/errors';
import { soundRecords } from './sound-records';

export interface AdoptDigestPorts {
  readonly seals: Pick<AuditSeals, 'upTo'>;
  readonly archive: AuditArchive;
}

/**
 * Takes over a digest that lies where the next one was to be written: by a run that ended early, by another that runs at the same
 * time, or from before the database was restored to an earlier moment. It must be ours, and its file is written if it is missing.
 */
export async function adoptDigest(
  { seals, archive }: AdoptDigestPorts,
  found: ArchivedObject,
  previous: DigestLink | undefined,
  publicKey: string,
): Promise<SignedDigest> {
  const signed = readDigest(found);
  const fault = digestFault(found.key, signed, previous, publicKey);
  if (fault) throw new AuditTrailError(`the digest '${found.key}' is not ours: ${fault}`);
  for (const { key, hash } of signed.digest.files) {
    const text = fileText(soundRecords(await seals.upTo(signed.digest.heads)).records);
    const mine = sha256(text) === hash;
    // where the ledger has them no more, or has them as sealed already, the file must be there
    const archived = mine ? ((await archive.putOnce({ key, text })) ?? { text }) : await archive.find(key);
    if (sha256(archived?.text ?? '') !== hash) throw new AuditTrailError(`'${key}' is not what its digest sealed`);
  }
  return signed;
}

function readDigest({ key, text, signature }: ArchivedObject): SignedDigest {
  const digest = parse(text);
  if (!isAuditDigest(digest) || signature === undefined) {
    throw new AuditTrailError(`'${key}' must be a signed digest, and is not`);
  }
  return { digest, signature };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
