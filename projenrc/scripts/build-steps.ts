import { BuildStep, type BuildStepProps } from './build-step';

/** A step that is told to do something else has to do it. */
const OURSELVES = 'projenrc/scripts/build-steps.ts';
/** Stands for everything that npm installs. */
const PACKAGES = 'package-lock.json';
/** What jsii compiles; name, version and README are part of the assembly. */
const LIBRARY = [PACKAGES, 'package.json', 'tsconfig.json', 'src', 'README.md'];

/** Folders of TypeScript that `test/tsconfig.json` includes, and what they import. */
const TESTED = ['test', 'projenrc', 'handlers', 'local', 'examples', 'integ', 'bench', 'tools', 'src'];

/** What has to be done before a test runs, each after those that it needs. */
const STEPS: readonly BuildStepProps[] = [
  {
    name: 'check-handlers',
    command: ['tsc', '-p', 'handlers'],
    inputs: [PACKAGES, 'handlers', 'src'],
  },
  {
    name: 'check-page',
    command: ['tsc', '-p', 'tools/payment-dashboard/page'],
    inputs: [PACKAGES, 'tools', 'handlers', 'src'],
  },
  {
    name: 'assets',
    command: ['tsx', 'projenrc/scripts/build-assets.ts'],
    inputs: [...LIBRARY, 'handlers', 'tools', 'projenrc'],
    outputs: ['assets', 'docs/openapi.yaml'],
  },
  {
    name: 'compile',
    command: ['jsii', '--silence-warnings=reserved-word'],
    inputs: LIBRARY,
    outputs: ['lib', '.jsii'],
  },
  { name: 'docgen', command: ['jsii-docgen', '-o', 'API.md'], inputs: [PACKAGES, '.jsii'], outputs: ['API.md'] },
  {
    name: 'translate', // every example in the README compiles; its translations are in the tablet
    command: ['jsii-rosetta', 'extract', '--compile', '--fail'],
    inputs: [PACKAGES, 'package.json', '.jsii', 'lib', 'rosetta'],
    outputs: ['.jsii.tabl.json'],
  },
  {
    name: 'check-tests', // jest transpiles file by file: types are checked here, once
    command: ['tsc', '-p', 'test', '--incremental', '--tsBuildInfoFile', 'node_modules/.cache/test.tsbuildinfo'],
    inputs: [PACKAGES, 'tsconfig.json', ...TESTED],
  },
];

export function buildSteps(folder: string): readonly BuildStep[] {
  return STEPS.map((props) => new BuildStep({ ...props, inputs: [...props.inputs, OURSELVES] }, folder));
}

/** One of them, by its name. */
export function buildStep(folder: string, name: string): BuildStep {
  const step = buildSteps(folder).find((each) => each.name === name);
  if (!step) throw new Error(`'name' must be one of ${STEPS.map((each) => each.name).join(', ')}, got '${name}'`);
  return step;
}
