/** Numbers of one length, so that the order of names is the order of the trail. */
const DIGITS = 12;

export interface TrailFolders {
  /** Both end with a slash. */
  readonly digests: string;
  readonly records: string;
}

export function trailKeys({ digests, records }: TrailFolders, number: number) {
  const name = String(number).padStart(DIGITS, '0');
  return { key: `${digests}${name}.json`, fileKey: `${records}${name}.jsonl` };
}
