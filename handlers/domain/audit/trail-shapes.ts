import type { AuditDigest } from './audit-digest';
import type { AuditRecord } from './audit-record';

/** Shape only: whether it holds is what hashes and signatures say. */
export function isAuditRecord(value: unknown): value is AuditRecord {
  return (
    isObject(value) &&
    typeof value.writerId === 'string' &&
    typeof value.sequence === 'number' &&
    typeof value.previousHash === 'string' &&
    typeof value.hash === 'string' &&
    isObject(value.facts)
  );
}

export function isAuditDigest(value: unknown): value is AuditDigest {
  return (
    isObject(value) &&
    value.version === 1 &&
    typeof value.key === 'string' &&
    typeof value.startTime === 'string' &&
    typeof value.endTime === 'string' &&
    typeof value.publicKeyFingerprint === 'string' &&
    Array.isArray(value.files) &&
    value.files.every(isSealedFile) &&
    isObject(value.heads) &&
    Object.values(value.heads).every(isHead)
  );
}

function isSealedFile(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value.key === 'string' &&
    typeof value.hash === 'string' &&
    typeof value.records === 'number'
  );
}

function isHead(value: unknown): boolean {
  return isObject(value) && typeof value.sequence === 'number' && typeof value.hash === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
