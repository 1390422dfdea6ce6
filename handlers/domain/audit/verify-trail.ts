import { type AuditDigest, type DigestLink, linkTo, type SignedDigest } from './audit-digest';
import { type ChainHead, chainFault, newChain, sha256 } from './audit-record';
import { digestFault } from './digest-fault';
import { isAuditRecord } from './trail-shapes';

/** A digest as it was found, in whatever store: nothing in it is believed. */
export interface FoundDigest {
  readonly foundAt: string;
  readonly signed: SignedDigest;
}

export interface TrailReport {
  readonly digests: number;
  readonly records: number;
  readonly writers: number;
  /** Start of the first interval that holds. */
  readonly from?: string;
  /** End of the last interval that holds. */
  readonly to?: string;
  /** The first thing that does not hold, or nothing. */
  readonly broken?: { readonly at: string; readonly reason: string };
}

/** The first place where a trail does not hold. */
export class BrokenTrail extends Error {
  constructor(
    readonly at: string,
    readonly reason: string,
  ) {
    super(`${at}: ${reason}`);
  }
}

/** Follows the digests from the first to the last, and every writer's chain through them, one digest at a time. */
export class TrailVerifier {
  private readonly heads = new Map<string, ChainHead>();
  private previous?: DigestLink;
  private from?: string;
  private digests = 0;
  private records = 0;

  /** Without the trail's beginning, the first digest and the first record of each writer are believed as far as they are signed. */
  constructor(
    private readonly publicKey: string,
    private readonly withoutBeginning = false,
  ) {}

  /** Takes the next digest and finds its files by their keys; throws `BrokenTrail`. */
  follow({ foundAt, signed }: FoundDigest, textOf: (key: string) => string | undefined): void {
    const previous = this.previous ?? (this.withoutBeginning ? linkBefore(signed) : undefined);
    const fault = digestFault(foundAt, signed, previous, this.publicKey);
    if (fault) throw new BrokenTrail(foundAt, fault);
    for (const file of signed.digest.files) this.records += this.checkFile(file, textOf(file.key));
    this.checkHeads(signed.digest);
    this.from ??= signed.digest.startTime;
    this.previous = linkTo(signed);
    this.digests += 1;
  }

  report(broken?: BrokenTrail): TrailReport {
    return {
      digests: this.digests,
      records: this.records,
      writers: this.heads.size,
      from: this.from,
      to: this.previous?.endTime,
      broken: broken && { at: broken.at, reason: broken.reason },
    };
  }

  private checkFile(file: AuditDigest['files'][number], text: string | undefined): number {
    if (text === undefined) throw new BrokenTrail(file.key, 'the file is missing');
    const lines = text.split('\n').filter(Boolean);
    for (const [index, line] of lines.entries()) this.checkRecord(`${file.key}:${index + 1}`, line);
    // last, so that a record is named where one can be
    if (lines.length !== file.records) {
      throw new BrokenTrail(file.key, `it holds ${lines.length} records, sealed were ${file.records}`);
    }
    if (sha256(text) !== file.hash) throw new BrokenTrail(file.key, 'the file was changed');
    return lines.length;
  }

  private checkRecord(at: string, line: string): void {
    const record = parse(line);
    if (!isAuditRecord(record)) throw new BrokenTrail(at, 'it is not an audit record');
    const { writerId, sequence, hash, previousHash } = record;
    const unseen = this.withoutBeginning
      ? { writerId, sequence: sequence - 1, hash: previousHash }
      : newChain(writerId);
    const fault = chainFault(this.heads.get(writerId) ?? unseen, record);
    if (fault) throw new BrokenTrail(at, fault);
    this.heads.set(writerId, { writerId, sequence, hash });
  }

  private checkHeads(digest: AuditDigest): void {
    for (const [writerId, sealed] of Object.entries(digest.heads)) {
      const head = this.heads.get(writerId);
      if (head?.sequence === sealed.sequence && head.hash === sealed.hash) continue;
      throw new BrokenTrail(
        digest.key,
        `the chain of writer ${writerId} does not end at its sealed record ${sealed.sequence}`,
      );
    }
  }
}

/** The digest before one, as far as that tells of it. */
function linkBefore({ digest }: SignedDigest): DigestLink | undefined {
  const { previousHash = '', previousKey, previousSignature = '', startTime } = digest;
  return previousKey === undefined
    ? undefined
    : { key: previousKey, hash: previousHash, signature: previousSignature, endTime: startTime };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
