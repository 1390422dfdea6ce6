export interface SecretText {
  /** The whole secret, or one text field of its JSON. */
  read(secretArn: string, field?: string): Promise<string>;
}
