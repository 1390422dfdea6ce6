import { type Leak, leaksIn } from './card-data';
import { type Everywhere, everyPlace } from './places';

/** Whole card numbers and security codes, wherever they are. */
export async function findLeaks(everywhere: Everywhere): Promise<readonly Leak[]> {
  const leaks: Leak[] = [];
  for await (const place of everyPlace(everywhere)) leaks.push(...leaksIn(place));
  return leaks;
}
