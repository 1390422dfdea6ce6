import ts from 'typescript';
import { isTypeScript, lineOf, type Rule, type SourceFile, syntaxOf, walk } from './source-files';

const TEST = /^test\/(.+)\.test\.ts$/;
/** Suites about the whole, which no single source file answers to. */
const ABOUT_THE_WHOLE = /^test\/(tidy|compliance|examples|contract|packaging|docs|local|proofs|integ|wrong-props)[./]/;

/** A test stands where its source stands, so that each is found from the other. */
export const testsMirrorTheirSource: Rule = (files) => {
  const sources = new Set(files.map(({ path }) => path.replace(/^((?:src|handlers)\/[^/]+)\/private\//, '$1/')));
  return files
    .filter(({ path }) => TEST.test(path) && !ABOUT_THE_WHOLE.test(path))
    .filter(({ path }) => !candidates(path).some((candidate) => sources.has(candidate)))
    .map(({ path }) => `${path}: mirrors no file; expected ${candidates(path)[0]}`);
};

/** `test/pci-vpc/pci-vpc.endpoints.test.ts` is about a side of `src/pci-vpc/pci-vpc.ts`. */
function candidates(path: string): string[] {
  const mirrored = (TEST.exec(path)?.[1] ?? '').replace(/^([^/]+)\/private\//, '$1/').replace(/\.[^/]*$/, '');
  return /^(handlers|projenrc|tools|bench)\//.test(mirrored)
    ? [`${mirrored}.ts`, `${mirrored}.sql`]
    : [`src/${mirrored}.ts`];
}

/** Each construct has a suite of its own name. */
export const constructsHaveTests: Rule = (files) => {
  const paths = new Set(files.map(({ path }) => path));
  return files
    .map(({ path }) => /^src\/([^/]+)\/\1\.ts$/.exec(path)?.[1])
    .filter((name) => name !== undefined)
    .filter((name) => !paths.has(`test/${name}/${name}.test.ts`))
    .map((name) => `src/${name}/${name}.ts: has no test/${name}/${name}.test.ts`);
};

/** Use cases and everything else that decides; wiring is proven by running it. */
export const useCasesHaveTests: Rule = (files) => {
  const paths = new Set(files.map(({ path }) => path));
  return files
    .map(({ path }) => /^handlers\/([^/]+)\/\1\.ts$/.exec(path)?.[1])
    .filter((name) => name !== undefined)
    .filter((name) => !paths.has(`test/handlers/${name}/${name}.test.ts`))
    .map((name) => `handlers/${name}/${name}.ts: has no test/handlers/${name}/${name}.test.ts`);
};

const RUNNERS = ['test', 'it', 'describe'];

interface Call {
  readonly node: ts.CallExpression;
  /** `test`, `describe.each`, … */
  readonly name: string;
}

function testCalls(file: SourceFile): Call[] {
  const calls: Call[] = [];
  walk(syntaxOf(file), (node) => {
    if (!ts.isCallExpression(node)) return;
    const callee = ts.isCallExpression(node.expression) ? node.expression.expression : node.expression;
    const name = (ts.isTaggedTemplateExpression(callee) ? callee.tag : callee).getText();
    if (RUNNERS.includes(name.split('.')[0])) calls.push({ node, name });
  });
  return calls;
}

const testFiles = (files: SourceFile[]) => files.filter((file) => isTypeScript(file) && TEST.test(file.path));

/** A test that is skipped, or that keeps the others from running, proves nothing. */
export const noTestIsSkipped: Rule = (files) =>
  testFiles(files).flatMap((file) => {
    const source = syntaxOf(file);
    const off: string[] = [];
    walk(source, (node) => {
      const call = ts.isCallExpression(node) ? node.expression.getText() : '';
      if (/^(x(it|test|describe)|f(it|describe)|(it|test|describe)\.(skip|only|todo|failing))\b/.test(call)) {
        off.push(`${file.path}:${lineOf(source, node)}: '${call}': mend the test or take it away`);
      }
    });
    return off;
  });

/** The title is the sentence one reads when it goes red. */
export const titlesAreSentences: Rule = (files) =>
  testFiles(files).flatMap((file) =>
    testCalls(file).flatMap(({ node, name }) => {
      const [title, body] = node.arguments;
      if (!title || !ts.isStringLiteralLike(title)) return [];
      const at = `${file.path}:${lineOf(syntaxOf(file), node)}`;
      if (/^(should\b|tests?( \d|$)|(it )?works?$)/i.test(title.text))
        return [`${at}: '${title.text}': say what happens`];
      const throws =
        mirrorsConstruct(file) && !name.startsWith('describe') && /\)\s*\.toThrow\(/.test(body?.getText() ?? '');
      return throws && !/^(fails\b|%)/.test(title.text)
        ? [`${at}: '${title.text}': a test of a refusal begins with 'fails'`]
        : [];
    }),
  );

function mirrorsConstruct({ path }: SourceFile): boolean {
  return !ABOUT_THE_WHOLE.test(path) && !/^test\/(handlers|tools)\//.test(path);
}
