/** Construct metadata holds absolute paths of the machine that wrote it: the runner needs the files, nobody needs what is in them. */
import { globSync, writeFileSync } from 'node:fs';

for (const file of globSync('integ/**/*.metadata.json')) writeFileSync(file, '{}\n');
