import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagram } from '../../projenrc/diagram/diagram';
import { draw } from '../../projenrc/diagram/draw';

const ROOT = join(__dirname, '..', '..');

describe.each(globSync('{docs,examples}/**/diagram.json', { cwd: ROOT }))('%s', (data) => {
  const diagram: Diagram = JSON.parse(readFileSync(join(ROOT, data), 'utf8'));
  const picture = readFileSync(join(ROOT, data.replace(/json$/, 'svg')), 'utf8');

  test('is drawn as it is now: npx projen diagrams', () => {
    expect(picture).toBe(draw(diagram));
  });

  test('calls nowhere', () => {
    expect(picture.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|@import|@font-face|href/);
  });

  test('explains each number on its arrows', () => {
    const numbers = diagram.arrows.flatMap(({ step }) => step ?? []).sort((a, b) => a - b);
    expect(new Set(numbers)).toEqual(new Set((diagram.steps ?? []).map((_, index) => index + 1)));
  });
});
