export interface SecureParameter {
  readonly name: string;
  readonly keyId: string;
  readonly value: string;
  /** Whether it is ours already; a new one must not be there. */
  readonly replace: boolean;
}

/** Encrypted parameters, whose values are never read back. */
export interface SecureParameters {
  put(parameter: SecureParameter): Promise<void>;
  /** Has no effect if it is gone. */
  remove(name: string): Promise<void>;
}
