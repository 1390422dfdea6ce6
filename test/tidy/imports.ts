import { posix } from 'node:path';
import ts from 'typescript';
import { lineOf, type SourceFile, syntaxOf, walk } from './source-files';

export interface Import {
  readonly from: string;
  readonly line: number;
  /** Path within the repository, without extension, or the name of a package. */
  readonly target: string;
  readonly ours: boolean;
  readonly typeOnly: boolean;
}

/** Every way a file can reach for another: import, export from, `import()`, `require()`, and `import('…')` in a type. */
export function importsOf(file: SourceFile): Import[] {
  const source = syntaxOf(file);
  const found: Import[] = [];
  walk(source, (node) => {
    const reach = reachOf(node);
    if (!reach) return;
    const ours = reach.specifier.startsWith('.');
    const target = ours ? posix.join(posix.dirname(file.path), reach.specifier) : reach.specifier;
    found.push({ from: file.path, line: lineOf(source, node), target, ours, typeOnly: reach.typeOnly });
  });
  return found;
}

interface Reach {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

function reachOf(node: ts.Node): Reach | undefined {
  if (ts.isImportDeclaration(node)) return reach(node.moduleSpecifier, bringsTypesOnly(node.importClause));
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) return reach(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return reach(node.argument.literal, true);
  if (ts.isExternalModuleReference(node)) return reach(node.expression, false);
  if (ts.isCallExpression(node) && isImportCall(node.expression)) return reach(node.arguments[0], false);
  return undefined;
}

function reach(specifier: ts.Node | undefined, typeOnly: boolean): Reach | undefined {
  return specifier && ts.isStringLiteralLike(specifier) ? { specifier: specifier.text, typeOnly } : undefined;
}

function isImportCall(callee: ts.Node): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  return ts.isIdentifier(callee) && callee.text === 'require';
}

function bringsTypesOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  if (clause.name || !bindings || !ts.isNamedImports(bindings)) return false;
  return bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly);
}
