/** ECDSA over P-256 with SHA-256, with a key that stays where it is. */
export interface AuditSigner {
  /** PEM. */
  publicKey(): Promise<string>;
  /** Base64, DER-encoded. */
  sign(text: string): Promise<string>;
}
