/** An object of the sealed trail. */
export interface ArchivedObject {
  readonly key: string;
  readonly text: string;
  /** Base64, of a digest only. */
  readonly signature?: string;
}

/** Where the sealed trail is kept, for longer than anything else. */
export interface AuditArchive {
  /** Writes what is not there yet, and nothing twice: answers what was there before, if anything. */
  putOnce(object: ArchivedObject): Promise<ArchivedObject | undefined>;
  find(key: string): Promise<ArchivedObject | undefined>;
}
