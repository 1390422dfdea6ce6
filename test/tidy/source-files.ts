import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface SourceFile {
  /** Relative to the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** A rule returns what offends it, each as `path:line: what to do`. */
export type Rule = (files: SourceFile[]) => string[];

const ROOT = join(__dirname, '..', '..');
const GENERATED = /(^|\/)(package-lock\.json|API\.md|\.gitattributes)$|^\.projen\/|\.snapshot\//;

/** Every file that a commit would hold, apart from those that a tool generates. */
export function repositoryFiles(): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: ROOT });
  return listed
    .toString()
    .split('\0')
    .filter((path) => path !== '' && !GENERATED.test(path) && existsSync(join(ROOT, path)))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

export function isTypeScript(file: SourceFile): boolean {
  return file.path.endsWith('.ts') && !file.path.endsWith('.d.ts');
}

const parsed = new Map<string, ts.SourceFile>();

/** Files are parsed once for all rules. */
export function syntaxOf(file: SourceFile): ts.SourceFile {
  const known = parsed.get(file.path);
  if (known?.text === file.text) return known;
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  parsed.set(file.path, source);
  return source;
}

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** Line of a node, counted from 1. */
export function lineOf(source: ts.SourceFile, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

export function linesOf(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
