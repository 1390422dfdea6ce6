import { awscdk, cdk, javascript, typescript } from 'projen';
import { configureAssets } from './projenrc/assets';
import { configureBenchmarks } from './projenrc/benchmarks';
import { configureBins } from './projenrc/bins';
import { bundledIntoHandlers, bundledIntoPage, tooling } from './projenrc/dependencies';
import { configureExamples } from './projenrc/examples';
import { configureFraudReplay } from './projenrc/fraud-replay';
import { configureGithub, workflows } from './projenrc/github';
import { configureJest } from './projenrc/jest';
import { configureLocalCloud } from './projenrc/local-cloud';
import { configurePackaging, publishing } from './projenrc/packaging';

/** The oldest CDK that consumers may use: compiled against exactly, tested against the newest elsewhere. */
const CDK_VERSION = '2.257.0';

/** Everything that is TypeScript and not the library itself. */
const development = ['projenrc', 'handlers', 'local', 'examples', 'integ', 'bench', 'tools'];

const project = new awscdk.AwsCdkConstructLibrary({
  name: '@org/payment-constructs',
  description: 'PCI-compliant payment infrastructure for the AWS CDK, and the payment code that runs in it',
  author: 'Payment Constructs maintainers',
  authorAddress: 'maintainers@example.com',
  repositoryUrl: 'https://github.com/org/payment-constructs.git',
  defaultReleaseBranch: 'main',
  license: 'Apache-2.0',
  copyrightOwner: 'Payment Constructs maintainers',
  stability: 'experimental',
  majorVersion: 0,
  keywords: ['aws', 'cdk', 'payments', 'pci', 'pci-dss', 'fintech', 'ledger', 'aurora', 'mtls', 'audit'],

  projenVersion: '0.103.25',
  packageManager: javascript.NodePackageManager.NPM,
  npmAccess: javascript.NpmAccess.PUBLIC,
  npmTrustedPublishing: true,
  minNodeVersion: '20.0.0',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx(),
  projenrcTsOptions: { runner: typescript.TypeScriptRunner.tsx({ typeCheck: false }) },
  validateTsconfig: cdk.ValidateTsconfig.STRICT,
  docgen: true,
  eslint: false,
  biome: true,
  biomeOptions: {
    version: '2.5.15',
    biomeConfig: {
      formatter: { lineWidth: 120, indentStyle: 'space' as never, indentWidth: 2 },
      javascript: { formatter: { quoteStyle: 'single' as never } },
      linter: { rules: { complexity: { noStaticOnlyClass: 'off' as never } } },
    },
  },
  sampleCode: false,
  lambdaAutoDiscover: false,
  edgeLambdaAutoDiscover: false,
  singletonLambdaAutoDiscover: false,
  lambdaExtensionAutoDiscover: false,
  integrationTestAutoDiscover: false,

  cdkVersion: CDK_VERSION,
  constructsVersion: '10.5.1', // what cdk-nag 3.0.2 asks for
  devDeps: ['@types/node@^24', ...tooling, ...bundledIntoHandlers, ...bundledIntoPage],
  tsconfigDev: {
    compilerOptions: {
      lib: ['es2024'],
      target: 'ES2024',
      isolatedModules: true,
      paths: { '@org/payment-constructs': ['../src/index.ts'] },
    },
    include: development.map((folder) => `../${folder}/**/*.ts`),
    exclude: ['../**/node_modules', '../**/cdk.out', '../tools/*/page'], // a page is for browsers: it has its own
  },
  ...workflows,
  ...publishing,
});

project.package.addField('overrides', {
  // the newest lacks a platform package, so `npm ci` fails
  'unrs-resolver': '1.12.2',
  // what the Go proxy has
  '@aws-cdk/asset-node-proxy-agent-v6': '2.1.2',
});

for (const folder of development) project.biome?.addFilePattern(`${folder}/**`);
project.biome?.addFilePattern('!integ/**/*.snapshot'); // written by the runner
configureAssets(project);
configureBins(project);
configureJest(project);
configureExamples(project);
configureLocalCloud(project);
configureFraudReplay(project);
configureBenchmarks(project);
configurePackaging(project);
configureGithub(project);

project.synth();
