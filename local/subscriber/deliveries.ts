import { readFileSync } from 'node:fs';

/** What reached the merchant's side, in the order it came. */
export interface Delivery {
  readonly receivedAt: string;
  /** Over SNS, or signed by our own webhook. */
  readonly channel: 'topic' | 'webhook';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Everything delivered so far; a line still being written waits for the next call. */
export function readDeliveries(recordFile: string): readonly Delivery[] {
  const lines = readFileSync(recordFile, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line));
}
