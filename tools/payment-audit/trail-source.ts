/** An object of a trail as it was found. */
export interface TrailObject {
  readonly text: string;
  /** Base64; beside a digest only. */
  readonly signature?: string;
}

/** Where a trail is read from: a bucket, or a folder that it was exported to. */
export interface TrailSource {
  /** Everything below the prefix, by key, in its order. */
  keys(): Promise<readonly string[]>;
  /** What was written first where something was written over it; absent where nothing is. */
  read(key: string): Promise<TrailObject | undefined>;
  /** When a digest was written, ISO 8601, without reading it where that may take hours. */
  writtenAt(key: string): Promise<string | undefined>;
  /** What happened to objects after they were written, in the order of their keys. */
  changes(): Promise<readonly { readonly key: string; readonly what: string }[]>;
}
