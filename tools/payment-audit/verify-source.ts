import { isAuditDigest } from '../../handlers/domain/audit/trail-shapes';
import {
  BrokenTrail,
  type FoundDigest,
  type TrailReport,
  TrailVerifier,
} from '../../handlers/domain/audit/verify-trail';
import { AuditTrail } from '../../src/contract/audit-trail';
import { loadAhead } from './load-ahead';
import type { TrailSource } from './trail-source';

export interface VerifyOptions {
  readonly prefix: string;
  /** PEM. */
  readonly publicKey: string;
  /** Digests written before are not looked at, nor what they name. */
  readonly since?: string;
  readonly until?: string;
}

/** Reads at the same time. */
const AHEAD = 16;

/** Verifies a trail where it lies, without holding more than a few digests in memory. */
export async function verifySource(source: TrailSource, options: VerifyOptions): Promise<TrailReport> {
  const verifier = new TrailVerifier(options.publicKey, options.since !== undefined);
  try {
    const isDigest = (key: string) => key.startsWith(`${options.prefix}${AuditTrail.DIGESTS}`);
    const all = await source.keys();
    const first = await firstDigest(source, all.filter(isDigest), options.since);
    const isLookedAt = (key: string) => first === undefined || numberIn(key) >= numberIn(first);
    const keys = all.filter(isLookedAt);
    const unnamed = new Set(keys.filter((key) => !isDigest(key)));
    for await (const { found, texts } of loadAhead(keys.filter(isDigest), AHEAD, (key) => load(source, key))) {
      verifier.follow(found, (key) => texts.get(key));
      for (const key of texts.keys()) unnamed.delete(key);
    }
    for (const key of unnamed) throw new BrokenTrail(key, 'no digest names this file');
    const changed = (await source.changes()).find(({ key }) => isLookedAt(key));
    if (changed) throw new BrokenTrail(changed.key, changed.what);
    checkEnd(verifier.report(), options);
    return verifier.report();
  } catch (error) {
    if (!(error instanceof BrokenTrail)) throw error;
    return verifier.report(error);
  }
}

async function firstDigest(source: TrailSource, digests: readonly string[], since: string | undefined) {
  if (since === undefined) return undefined;
  for (const key of digests) if (((await source.writtenAt(key)) ?? '') >= since) return key;
  throw new BrokenTrail(digests.at(-1) ?? '', `no digest was written after it, and none since ${since}`);
}

/** Digests and files of records have the same numbers. */
const numberIn = (key: string) => key.slice(key.lastIndexOf('/') + 1).replace(/\..*$/, '');

/** A digest with the files that it names. */
async function load(source: TrailSource, key: string) {
  const object = await source.read(key);
  const found = digestIn(key, object);
  const texts = new Map<string, string>();
  for (const file of found.signed.digest.files) {
    const text = (await source.read(file.key))?.text;
    if (text !== undefined) texts.set(file.key, text);
  }
  return { found, texts };
}

function digestIn(key: string, object: { text: string; signature?: string } | undefined): FoundDigest {
  if (!object) throw new BrokenTrail(key, 'the digest is missing');
  const digest = parse(object.text);
  if (!isAuditDigest(digest)) throw new BrokenTrail(key, 'it is not a digest');
  if (object.signature === undefined) throw new BrokenTrail(key, 'the digest has no signature');
  return { foundAt: key, signed: { digest, signature: object.signature } };
}

function checkEnd({ digests, to = '' }: TrailReport, { prefix, until }: VerifyOptions): void {
  if (digests === 0) throw new BrokenTrail(prefix, 'there is no digest');
  if (until !== undefined && to < until) throw new BrokenTrail(prefix, `the trail ends at ${to}, before ${until}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
