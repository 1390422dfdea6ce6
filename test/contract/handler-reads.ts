import path from 'node:path';
import ts from 'typescript';
import { ParameterName } from '../../src/contract/parameters';

const ROOT = path.join(__dirname, '..', '..');
const HANDLERS = path.join(ROOT, 'handlers');
const READ_VARIABLE = ['requireEnvironment', 'optionalEnvironment'];
const READ_PARAMETER = ['find', 'require'];
const PARAMETERS = new Set<string>(Object.values(ParameterName));

/** What a handler and everything it imports read from the environment and from Parameter Store. */
export interface Reads {
  readonly variables: string[];
  readonly parameters: string[];
}

/** Reads the sources of handlers: names are followed through constants by the type checker, which knows their literal types. */
export class HandlerSources {
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;

  constructor(private readonly names: string[]) {
    const config = ts.readConfigFile(path.join(HANDLERS, 'tsconfig.json'), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, HANDLERS);
    this.#program = ts.createProgram(this.names.map(handlerOf), options);
    this.#checker = this.#program.getTypeChecker();
  }

  public readsOf(name: string): Reads {
    const variables = new Set<string>();
    const parameters = new Set<string>();
    for (const file of this.closure(handlerOf(name))) {
      this.visitCalls(file, (callee, argument) => {
        if (READ_VARIABLE.includes(callee)) add(variables, this.literals(argument));
        if (READ_PARAMETER.includes(callee)) {
          add(
            parameters,
            this.literals(argument).filter((literal) => PARAMETERS.has(literal)),
          );
        }
        if (callee === 'flag') parameters.add(ParameterName.FEATURE_FLAGS);
      });
    }
    return { variables: [...variables].sort(), parameters: [...parameters].sort() };
  }

  /** The file and those of ours that it imports, and so on. */
  private closure(fileName: string, seen = new Set<ts.SourceFile>()): Set<ts.SourceFile> {
    const file = this.#program.getSourceFile(fileName);
    if (!file) throw new Error(`${fileName} is not there`);
    if (seen.has(file)) return seen;
    seen.add(file);
    for (const statement of file.statements) {
      if (!ts.isImportDeclaration(statement) || statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) {
        continue;
      }
      const imported = this.#checker.getSymbolAtLocation(statement.moduleSpecifier)?.valueDeclaration?.getSourceFile();
      if (imported?.fileName.startsWith(HANDLERS)) this.closure(imported.fileName, seen);
    }
    return seen;
  }

  private visitCalls(node: ts.Node, visit: (callee: string, argument: ts.Expression) => void): void {
    // the adapter's own call, by which `flag` finds the flags, is made for whoever asks for a flag
    const byItself = (callee: ts.Expression) =>
      ts.isPropertyAccessExpression(callee) && callee.expression.kind === ts.SyntaxKind.ThisKeyword;
    if (ts.isCallExpression(node) && node.arguments.length > 0 && !byItself(node.expression)) {
      const { expression } = node;
      const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
      visit(name, node.arguments[0]);
    }
    ts.forEachChild(node, (child) => this.visitCalls(child, visit));
  }

  private literals(argument: ts.Expression): string[] {
    const type = this.#checker.getTypeAtLocation(argument);
    return (type.isUnion() ? type.types : [type]).filter((each) => each.isStringLiteral()).map((each) => each.value);
  }
}

function handlerOf(name: string): string {
  return path.join(HANDLERS, name, 'handler.ts');
}

function add(set: Set<string>, values: string[]): void {
  for (const value of values) set.add(value);
}
