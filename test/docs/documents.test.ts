/** What the documents promise is there: files behind links, tasks behind commands. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const DOCUMENTS = globSync(
  ['*.md', 'docs/**/*.md', 'examples/**/*.md', 'local/**/*.md', 'bench/*.md', '.github/**/*.md'],
  {
    cwd: ROOT,
  },
).filter((path) => path !== 'API.md');

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const { scripts } = JSON.parse(read('package.json'));

/** GitHub's anchor of a heading. */
function anchorsOf(markdown: string): string[] {
  const headings = markdown.match(/^#+ .*$/gm) ?? [];
  return headings.map((heading) => {
    const words = heading.replace(/^#+ /, '').toLowerCase();
    return words.replace(/[^\p{L}\p{N} _-]/gu, '').replace(/ /g, '-');
  });
}

function brokenLinks(path: string, text: string): string[] {
  const links = [...text.matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
  return links
    .filter(([, target, anchor]) => {
      const file = target === '' ? path : join(dirname(path), target);
      if (!existsSync(join(ROOT, file))) return true;
      return anchor !== undefined && file.endsWith('.md') && !anchorsOf(read(file)).includes(anchor);
    })
    .map(([link]) => link);
}

function unknownCommands(text: string): string[] {
  const commands = [...text.matchAll(/(?:npx projen|npm run) ([a-z][\w:-]*)/g)];
  return commands.filter(([, name]) => !(name in scripts)).map(([command]) => command);
}

describe.each(DOCUMENTS)('%s', (path) => {
  test('links to what is there', () => {
    expect(brokenLinks(path, read(path))).toEqual([]);
  });

  test('names commands that exist', () => {
    expect(unknownCommands(read(path))).toEqual([]);
  });
});

test('a broken link and an unknown command go red', () => {
  expect(brokenLinks('README.md', '[a](docs/nowhere.md) [b](docs/architecture.md#nowhere) [c](LICENSE)')).toHaveLength(
    2,
  );
  expect(unknownCommands('`npx projen nothing`, `npm run demo`')).toEqual(['npx projen nothing']);
});
