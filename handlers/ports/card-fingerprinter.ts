export interface CardFingerprinter {
  fingerprint(cardNumber: string): Promise<string>;
}
