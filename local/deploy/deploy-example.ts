import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { accessIn } from '../aws-access';
import type { CloudState } from '../cloud-state';
import { plainEnvironment } from '../process/guarded-process';
import { run } from '../process/run';
import { REPOSITORY, TOOLS } from '../repository';
import type { Steps } from '../terminal/steps';
import { adaptAssembly } from './assembly';
import { bootstrap, deploy } from './cdk';
import { type Deployment, findDeployment, saveDeployment, saveStacks } from './deployment';
import { apiUrlOf, domainsOf, rotationsOf } from './findings';
import { createMerchant, operate } from './operator';
import { readOutputs } from './outputs';
import { DeployedStack } from './restore/deployed-stack';
import { restore } from './restore/restore';

export interface ExampleOptions {
  readonly example: string;
  /** As given by `cdk -c`. */
  readonly context?: Readonly<Record<string, string>>;
}

async function script(logFile: string, ...args: readonly string[]): Promise<void> {
  await run({
    command: join(TOOLS, 'tsx'),
    args: ['--tsconfig', join(REPOSITORY, 'test', 'tsconfig.json'), ...args],
    // the template is validated where it is tested; here the engine would cost two seconds each time
    environment: { ...plainEnvironment([TOOLS]), CDK_VALIDATION: 'false' },
    folder: REPOSITORY,
    logFile,
  });
}

async function synthesize(folder: string, { example, context = {} }: ExampleOptions): Promise<string> {
  const out = join(folder, 'cdk.out');
  rmSync(out, { recursive: true, force: true });
  const pairs = Object.entries(context).map(([key, value]) => `${key}=${value}`);
  await script(join(folder, 'synth.log'), join(__dirname, 'synthesize.ts'), example, out, ...pairs);
  return join(out, example);
}

/** Builds the function bundles, as a build would before it synthesizes. */
export async function buildAssets(folder: string): Promise<void> {
  await script(join(folder, 'assets.log'), join(REPOSITORY, 'projenrc', 'scripts', 'build-assets.ts'));
}

/** Synthesizes an example and deploys it; again, to update it. */
export async function deployExample(steps: Steps, cloud: CloudState, options: ExampleOptions): Promise<Deployment> {
  await steps.run('Function bundles', () => buildAssets(cloud.folder));
  const app = await steps.run(`Synthesize ${options.example}`, () => synthesize(cloud.folder, options));
  return deployApp(steps, cloud, options.example, app);
}

/** Deploys a synthesized app with the CDK's own command line, adapted to the emulator. */
export async function deployApp(steps: Steps, cloud: CloudState, name: string, app: string): Promise<Deployment> {
  const { folder } = cloud;
  const cdkFolder = join(folder, 'cdk');
  const outputsFile = join(folder, 'outputs.json');
  mkdirSync(cdkFolder, { recursive: true });
  const known = findDeployment(folder);
  const stacks = adaptAssembly(app);
  const region = stacks[0].region;
  const access = accessIn(region, cloud);
  const total = stacks.reduce((sum, { template }) => sum + Object.keys(template.Resources).length, 0);
  if (!known) {
    const regions = [...new Set(stacks.map((stack) => stack.region))];
    await steps.run(`Bootstrap ${regions.join(', ')}`, async () => {
      for (const each of regions) await bootstrap({ access: accessIn(each, cloud), folder: cdkFolder });
    });
  }
  await steps.run('Deploy with the CDK', (note) => {
    const onProgress = (done: number) => note(`${done} of about ${total} resources`);
    return deploy({ access, folder: cdkFolder, app, outputsFile, onProgress });
  });
  return steps.run('Put back what the emulator drops, and operate', async () => {
    const deployed = await Promise.all(stacks.map((stack) => DeployedStack.read(accessIn(stack.region, cloud), stack)));
    const restored = await Promise.all(deployed.map(restore));
    await operate(access, cloud);
    const [apiUrl = ''] = deployed.map((stack) => apiUrlOf(stack, cloud)).filter((url) => url !== '');
    const domains = new Map(deployed.flatMap((stack) => domainsOf(stack, apiUrl)));
    const deployment: Deployment = {
      example: name,
      region,
      stackNames: stacks.map(({ stackName }) => stackName),
      outputs: readOutputs(outputsFile, { endpoint: cloud.endpoint, domains }),
      apiUrl,
      merchant: known?.merchant ?? (await createMerchant(access, 'merchant')),
      adaptations: [...stacks.flatMap(({ adaptations }) => adaptations), ...restored.flat()],
      rotations: deployed.flatMap(rotationsOf),
    };
    saveDeployment(folder, deployment);
    saveStacks(folder, stacks);
    return deployment;
  });
}
