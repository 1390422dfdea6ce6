/** The style of the house, as far as a machine can see it. CONTRIBUTING.md says why; each rule is shown to go red on a bad sample. */
import * as imports from './tidy/import-rules';
import * as names from './tidy/names';
import * as sample from './tidy/samples';
import * as sizes from './tidy/sizes';
import { type Rule, repositoryFiles, type SourceFile } from './tidy/source-files';
import * as tests from './tidy/test-rules';
import * as words from './tidy/words';

const repository = repositoryFiles();

const rules: [title: string, rule: Rule, bad: SourceFile[]][] = [
  ['files have at most 250 lines', sizes.filesAreShort, sample.longFile],
  ['half of the files have less than 90 lines', sizes.treesHaveAShortMedian, sample.longMedian],
  ['functions and constructors have at most 70 lines', sizes.functionsAreShort, sample.longConstructor],
  ['tests have at most 70 lines', sizes.functionsAreShort, sample.longTest],
  ['handlers have at most 60 lines', sizes.handlersOnlyWire, sample.longHandler],

  ['file names say something', names.namesSaySomething, sample.nameless],
  ['folder names say something', names.namesSaySomething, sample.namelessFolder],
  ['file names are in kebab-case', names.namesAreKebabCase, sample.camelCase],
  ['construct folders have a barrel', names.constructFoldersHaveABarrel, sample.withoutBarrel],
  ['the public barrel names every construct', names.barrelNamesEveryConstruct, sample.notExported],

  ['imports follow the table', imports.importsFollowTheTable, sample.constructInHandler],
  ['a folder does not import its own barrel', imports.barrelsAreForOutsiders, sample.ownBarrel],
  ['what is private stays in its folder', imports.privateStaysPrivate, sample.foreignPrivate],
  ['nothing imports a handler', imports.handlersAreEntries, sample.importedHandler],
  ['imports have no cycle', imports.noImportCycles, sample.cycle],

  ['nothing is left undone', words.nothingIsLeftUndone, sample.leftUndone],
  ['no check is switched off', words.noCheckIsSwitchedOff, sample.silenced],
  ['TLS is verified', words.tlsIsVerified, sample.unverified],
  ['handlers print through the logger only', words.handlersPrintThroughTheLogger, sample.printing],
  ['unit tests have no snapshots', words.noSnapshotsInUnitTests, sample.snapshot],
  ['types are written', words.typesAreKept, sample.untyped],
  ['types are not asserted twice', words.typesAreKept, sample.doublyAsserted],

  ['tests mirror their source', tests.testsMirrorTheirSource, sample.mirroringNothing],
  ['each construct has tests', tests.constructsHaveTests, sample.untestedConstruct],
  ['each use case has tests', tests.useCasesHaveTests, sample.untestedUseCase],
  ['no test is skipped', tests.noTestIsSkipped, sample.skipped],
  ['no test runs alone', tests.noTestIsSkipped, sample.alone],
  ['titles are sentences', tests.titlesAreSentences, sample.titledShould],
  ['titles of refusals begin with fails', tests.titlesAreSentences, sample.titledWithoutFails],
];

test.each(rules)('%s', (_title, rule) => {
  expect(rule(repository)).toEqual([]);
});

test.each(rules)('%s: a bad sample goes red', (_title, rule, bad) => {
  expect(rule(bad)).not.toEqual([]);
});

test.each(sample.refusedImports)('%s may not import %s', (path, specifier) => {
  expect(imports.importsFollowTheTable([sample.file(path, `import { x } from '${specifier}';`)])).toHaveLength(1);
});

test.each(sample.allowedImports)('%s may import %s', (path, specifier) => {
  expect(imports.importsFollowTheTable([sample.file(path, `import { x } from '${specifier}';`)])).toEqual([]);
});

test.each([
  `import x = require('../payment-queue');`,
  `const x = require('../payment-queue');`,
  `const x = await import('../payment-queue');`,
  `type X = import('../payment-queue').X;`,
  `export * from '../payment-queue';`,
  `import '../payment-queue';`,
])('the table sees %s', (line) => {
  expect(imports.importsFollowTheTable([sample.file('src/pci-vpc/pci-vpc.ts', line)])).toHaveLength(1);
});

test('types may cross where values may not', () => {
  const typed = [sample.file('handlers/domain/money.ts', `import type { X } from '../../src/contract/metrics';`)];
  expect(imports.importsFollowTheTable(typed)).toEqual([]);
});

test('suites may be long, the tests in them may not', () => {
  expect(sizes.functionsAreShort(sample.longSuite)).toEqual([]);
});

test('the repository is read', () => {
  expect(repository.map(({ path }) => path)).toEqual(expect.arrayContaining(['.projenrc.ts', 'test/tidy.test.ts']));
});
