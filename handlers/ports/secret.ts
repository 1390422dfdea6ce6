/** One secret value, cached for a while. */
export interface Secret {
  read(): Promise<string>;
  /** Reads anew next time: the value was refused, so it was probably rotated. */
  forget(): void;
}
