/** Where the sealed audit trail lies in its bucket: below a prefix, digests and files of records under the same numbers. */
export const AuditTrail = {
  DEFAULT_PREFIX: 'audit/',
  DIGESTS: 'digests/',
  RECORDS: 'records/',
  /** Metadata of a digest's object: its signature in base64. */
  SIGNATURE: 'signature',
  /** Metadata beside it: how to verify it. */
  SIGNATURE_ALGORITHM: 'signature-algorithm',
} as const;
