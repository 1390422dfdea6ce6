import type { SourceFile } from './source-files';

/** Files that exist here only, as texts: what a rule must refuse. */
export const file = (path: string, ...lines: string[]): SourceFile => ({ path, text: `${lines.join('\n')}\n` });

const lines = (count: number) => Array.from({ length: count }, (_, index) => `export const line${index} = ${index};`);
const importing = (path: string, specifier: string) => file(path, `import { x } from '${specifier}';`);

export const longFile = [file('src/pci-vpc/pci-vpc.ts', ...lines(251))];
export const longMedian = [
  file('src/a.ts', ...lines(95)),
  file('src/b.ts', ...lines(96)),
  file('src/c.ts', 'export {};'),
];
export const longHandler = [file('handlers/get-payment/handler.ts', ...lines(61))];
export const longConstructor = [file('src/a/a.ts', 'class A {', '  constructor() {', ...lines(69), '  }', '}')];
export const longTest = [file('test/a/a.test.ts', `test('a', () => {`, ...lines(69), '});')];
export const longSuite = [file('test/a/a.test.ts', `describe('a', () => {`, ...lines(200), '});')];

export const nameless = [file('src/private/utils.ts')];
export const namelessFolder = [file('handlers/common/money.ts')];
export const camelCase = [file('src/pci-vpc/pciVpc.ts')];
export const withoutBarrel = [file('src/pci-vpc/pci-vpc.ts')];
export const notExported = [file('src/index.ts', `export * from './environment';`), file('src/pci-vpc/index.ts')];

const word = (...parts: string[]) => parts.join('');
export const leftUndone = [file('docs/architecture.md', `${word('TO', 'DO')}: write this`)];
export const silenced = [file('src/a/a.ts', `// ${word('biome-', 'ignore')} lint: later`)];
export const unverified = [file('handlers/adapters/a.ts', 'connect({ rejectUnauthorized: false });')];
export const printing = [file('handlers/get-payment/get-payment.ts', word('console', '.log(payment);'))];
export const snapshot = [file('test/a/a.test.ts', `test('a', () => expect(1).toMatchSnapshot());`)];
export const untyped = [file('src/a/a.ts', 'export const a = (b: any) => b;')];
export const doublyAsserted = [file('src/a/a.ts', `export const a = 'b' as ${word('unk', 'nown')} as number;`)];

export const skipped = [file('test/a/a.test.ts', `${word('test', '.skip')}('a', () => {});`)];
export const alone = [file('test/a/a.test.ts', `${word('describe', '.only')}.each([1])('a', () => {});`)];
export const titledShould = [file('test/a/a.test.ts', `test('should work', () => {});`)];
export const titledWithoutFails = [file('test/a/a.test.ts', `test('a bad CIDR', () => expect(a).toThrow('b'));`)];
export const mirroringNothing = [file('test/pci-vpc/subnets.test.ts'), file('src/pci-vpc/pci-vpc.ts')];
export const untestedConstruct = [file('src/pci-vpc/pci-vpc.ts')];
export const untestedUseCase = [file('handlers/get-payment/get-payment.ts')];

export const cycle = [importing('src/a/a.ts', './b'), importing('src/a/b.ts', './c'), importing('src/a/c.ts', './a')];
export const ownBarrel = [importing('src/pci-vpc/private/endpoints.ts', '..')];
export const foreignPrivate = [importing('src/pci-vpc/pci-vpc.ts', '../environment/private/name-template')];
export const importedHandler = [importing('handlers/process-payment/handler.ts', '../relay-outbox/handler')];
export const constructInHandler = [importing('handlers/domain/money.ts', 'aws-cdk-lib')];

/** One line a cell of the table that is empty: who imports what, and must not. */
export const refusedImports = [
  ['src/contract/metrics.ts', './environment'],
  ['src/contract/metrics.ts', 'aws-cdk-lib'],
  ['src/private/keys.ts', '../pci-vpc'],
  ['src/private/keys.ts', '@aws-sdk/client-kms'],
  ['src/environment/naming-convention.ts', '../payment-queue'],
  ['src/pci-vpc/pci-vpc.ts', '../payment-queue'],
  ['src/pci-vpc/pci-vpc.ts', '../../handlers/domain/money'],
  ['src/pci-vpc/private/endpoints.ts', '@aws-sdk/client-ec2'],
  ['src/index.ts', 'aws-cdk-lib'],
  ['handlers/domain/money.ts', '../ports/clock'],
  ['handlers/domain/money.ts', '../../src/contract/metrics'],
  ['handlers/domain/money.ts', 'node:fs'],
  ['handlers/domain/money.ts', 'pg'],
  ['handlers/ports/clock.ts', '../adapters/system-clock'],
  ['handlers/ports/clock.ts', '@aws-sdk/client-sqs'],
  ['handlers/api/payment-request.ts', '../runtime/logger'],
  ['handlers/runtime/logger.ts', '../adapters/kms-card-fingerprinter'],
  ['handlers/middleware/with-idempotency.ts', '../adapters/dynamodb-idempotency-sessions'],
  ['handlers/adapters/sqs-payment-queue.ts', '../process-payment/process-payment'],
  ['handlers/adapters/sqs-payment-queue.ts', 'aws-cdk-lib'],
  ['handlers/get-payment/get-payment.ts', '../adapters/dynamodb-payment-views'],
  ['handlers/get-payment/get-payment.ts', '@aws-sdk/lib-dynamodb'],
  ['handlers/get-payment/handler.ts', '../../src/pci-vpc'],
  ['examples/single-region-platform/stack.ts', '../../src'],
  ['examples/single-region-platform/stack.ts', '../../src/contract/metrics'],
  ['examples/single-region-platform/stack.ts', 'lodash'],
  ['local/cli.ts', '../bench/ledger'],
  ['local/cli.ts', '../src/pci-vpc'],
  ['handlers/get-payment/handler.ts', '../../local/acquirer/book'],
  ['newcomer/file.ts', 'node:fs'],
] as const;

export const allowedImports = [
  ['src/pci-vpc/pci-vpc.ts', './vpc-egress'],
  ['src/pci-vpc/private/endpoints.ts', '../../private/validation'],
  ['src/pci-vpc/pci-vpc.ts', '../environment'],
  ['src/pci-vpc/pci-vpc.ts', 'aws-cdk-lib/aws-ec2'],
  ['handlers/domain/fraud/score-fraud.ts', '../payment'],
  ['handlers/adapters/sqs-payment-queue.ts', '@aws-sdk/client-sqs'],
  ['handlers/adapters/sqs-payment-queue.ts', '../../src/contract/environment'],
  ['handlers/process-payment/handler.ts', '../relay-outbox/relay-outbox'],
  ['examples/single-region-platform/stack.ts', '@org/payment-constructs'],
  ['test/tidy.test.ts', '../src/pci-vpc'],
] as const;
