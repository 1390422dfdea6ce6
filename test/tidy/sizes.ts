import ts from 'typescript';
import { isTypeScript, lineOf, linesOf, type Rule, syntaxOf, walk } from './source-files';

const FILE_LIMIT = 250;
const MEDIAN_LIMIT = 90;
const FUNCTION_LIMIT = 70;
const HANDLER_LIMIT = 60;

export const filesAreShort: Rule = (files) =>
  files
    .filter(isTypeScript)
    .filter(({ text }) => linesOf(text) > FILE_LIMIT)
    .map(
      ({ path, text }) => `${path}: ${linesOf(text)} lines, at most ${FILE_LIMIT}; take a part out into its own file`,
    );

export const handlersOnlyWire: Rule = (files) =>
  files
    .filter(({ path }) => /^handlers\/[^/]+\/handler\.ts$/.test(path))
    .filter(({ text }) => linesOf(text) > HANDLER_LIMIT)
    .map(
      ({ path, text }) => `${path}: ${linesOf(text)} lines, at most ${HANDLER_LIMIT}; it wires, the use case decides`,
    );

/** A few long files are natural; a long middle means that the cuts are wrong. */
export const treesHaveAShortMedian: Rule = (files) =>
  ['src', 'handlers', 'local', 'projenrc', 'test'].flatMap((tree) => {
    const lengths = files
      .filter((file) => isTypeScript(file) && file.path.startsWith(`${tree}/`))
      .map(({ text }) => linesOf(text))
      .sort((a, b) => a - b);
    const median = lengths[Math.floor(lengths.length / 2)] ?? 0;
    return median < MEDIAN_LIMIT ? [] : [`${tree}: median of ${median} lines a file, less than ${MEDIAN_LIMIT} wanted`];
  });

/** Constructors above all: that is where length hides in CDK code. */
export const functionsAreShort: Rule = (files) =>
  files.filter(isTypeScript).flatMap((file) => {
    const source = syntaxOf(file);
    const long: string[] = [];
    walk(source, (node) => {
      if (!isFunction(node) || !node.body || isSuite(node)) return;
      const from = lineOf(source, node);
      const lines = source.getLineAndCharacterOfPosition(node.end).line + 2 - from;
      if (lines > FUNCTION_LIMIT)
        long.push(`${file.path}:${from}: ${lines} lines, at most ${FUNCTION_LIMIT}; take a step out`);
    });
    return long;
  });

function isFunction(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return ts.isFunctionLike(node) && 'body' in node;
}

/** `describe('…', () => { … })` only groups tests, each of which has the limit. */
function isSuite(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && /^describe\b/.test(node.parent.expression.getText());
}
