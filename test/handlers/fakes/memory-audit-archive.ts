import type { ArchivedObject, AuditArchive } from '../../../handlers/ports/audit-archive';
import type { SealedTrail } from './sealed-trail';

/** Keeps what was written first, as the bucket does. */
export class MemoryAuditArchive implements AuditArchive {
  readonly objects = new Map<string, ArchivedObject>();
  /** Stops the writer before or after a key that fits, once. */
  interruption?: { readonly key: RegExp; readonly when: 'before' | 'after' };

  async putOnce(object: ArchivedObject): Promise<ArchivedObject | undefined> {
    const stop = this.interruption?.key.test(object.key) ? this.interruption.when : undefined;
    if (stop) this.interruption = undefined;
    if (stop === 'before') throw new Error('stopped before writing');
    const found = this.objects.get(object.key);
    if (!found) this.objects.set(object.key, object);
    if (stop === 'after') throw new Error('stopped after writing');
    return found;
  }

  async find(key: string): Promise<ArchivedObject | undefined> {
    return this.objects.get(key);
  }

  /** As an auditor finds it. */
  trail(publicKey: string): SealedTrail {
    const found = [...this.objects.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
    return {
      digests: found
        .filter(({ signature }) => signature !== undefined)
        .map(({ key, text, signature = '' }) => ({ foundAt: key, signed: { digest: JSON.parse(text), signature } })),
      files: Object.fromEntries(found.filter(({ signature }) => !signature).map(({ key, text }) => [key, text])),
      publicKey,
    };
  }
}
