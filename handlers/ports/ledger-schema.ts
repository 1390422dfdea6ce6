export interface Migration {
  readonly version: number;
  /** File name without its ending: `0001-chart-of-accounts`. */
  readonly name: string;
  /** SHA-256 of the text, in hexadecimal. */
  readonly checksum: string;
  readonly sql: string;
}

export type AppliedMigration = Omit<Migration, 'sql'>;

export interface SchemaHistory {
  applied(): Promise<readonly AppliedMigration[]>;
  /** Applies and records it in one transaction; throws `MigrationError` and keeps nothing of it otherwise. */
  apply(migration: Migration): Promise<void>;
}

export interface LedgerSchema {
  /** Runs `work` while no other migration of this database runs. */
  exclusively<T>(work: (history: SchemaHistory) => Promise<T>): Promise<T>;
}
