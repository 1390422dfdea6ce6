/** Compass words as AWS shortens them in availability zone ids and usage types. */
const SHORT_WORDS: Record<string, string> = {
  northeast: 'ne',
  northwest: 'nw',
  southeast: 'se',
  southwest: 'sw',
};

/** `eu-central-2` becomes `euc2`, `ap-southeast-2` becomes `apse2`. */
export function regionShortName(region: string): string {
  const [continent, ...rest] = region.split('-');
  return [continent, ...rest.map((word) => SHORT_WORDS[word] ?? word.charAt(0))].join('');
}
