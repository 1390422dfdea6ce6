/**
 * node compile-app.cjs <folder>
 *
 * Compiles `app.ts` as tsc does without skipLibCheck, but for the declarations of aws-cdk-lib and of TypeScript itself, which are
 * read and not checked: they are half of the time, and nobody's fault here.
 */
const { join } = require('node:path');
const ts = require('typescript');

const THEIRS = /[\\/]node_modules[\\/](aws-cdk-lib|constructs|typescript)[\\/]/;

const folder = process.argv[2];
const { options, fileNames, errors } = ts.getParsedCommandLineOfConfigFile(join(folder, 'tsconfig.json'), undefined, {
  ...ts.sys,
  onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
    throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
  },
});
const program = ts.createProgram(fileNames, options);
const ours = program.getSourceFiles().filter(({ fileName }) => !THEIRS.test(fileName));
const found = [
  ...errors,
  ...program.getOptionsDiagnostics(),
  ...program.getGlobalDiagnostics(),
  ...ours.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
];
for (const file of ours.filter(({ isDeclarationFile }) => !isDeclarationFile)) program.emit(file);
process.stdout.write(
  ts.formatDiagnostics(found, { ...ts.sys, getCanonicalFileName: (name) => name, getNewLine: () => '\n' }),
);
process.exitCode = found.length === 0 ? 0 : 1;
