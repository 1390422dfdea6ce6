/** Draws every `diagram.json` anew as `diagram.svg` beside it. */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { draw } from '../diagram/draw';

for (const data of globSync('{docs,examples}/**/diagram.json')) {
  const picture = data.replace(/\.json$/, '.svg');
  writeFileSync(picture, draw(JSON.parse(readFileSync(data, 'utf8'))));
  process.stdout.write(`${picture}\n`);
}
