import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettlementFile } from '../../handlers/adapters/settlement-file/read-settlement-file';
import { headEntries, lineEntries, MOST_LINES } from '../../handlers/adapters/settlement-file/settlement-schema';
import { LINE_CLASSES } from '../../handlers/domain/settlement/settlement-report';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'settlement.md'), 'utf8');
const example = (format: string) => new RegExp(`\`\`\`${format}\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? '';

/** First cells of the table below a heading. */
function namedBelow(heading: string): string[] {
  const [, section = ''] = page.split(`## ${heading}\n`);
  return [...section.split('\n## ')[0].matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name ?? '');
}

test.each([
  ['csv', 2],
  ['json', 1],
])('the example in %s is a file that the function takes', (format, lines) => {
  const reading = readSettlementFile(`example.${format}`, Buffer.from(example(format)));
  expect('batch' in reading ? reading.batch.lines.length : reading).toBe(lines);
});

test('the table of members is the format, and the limit of lines is its own', () => {
  expect(namedBelow('The file')).toEqual([...Object.keys(headEntries), ...Object.keys(lineEntries)]);
  expect(page).toContain(`${MOST_LINES.toLocaleString('en')} lines`);
});

test('every class has a line that says what to do', () => {
  expect(namedBelow('What is said of a line').sort()).toEqual([...LINE_CLASSES, 'missing-there'].sort());
});
