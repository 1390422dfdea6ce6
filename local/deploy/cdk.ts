import { join } from 'node:path';
import { type AwsAccess, toolEnvironment } from '../aws-access';
import { plainEnvironment } from '../process/guarded-process';
import { run } from '../process/run';
import { TOOLS } from '../repository';

const ACCOUNT = '000000000000';
/** `payments | 12 | 10:00:00 | CREATE_COMPLETE | AWS::Lambda::Function | Validate/Function (Validate4A7D)` */
const COMPLETE = /_COMPLETE\s*\|.*\((\w+)\)/;
const FAILED = /(?:CREATE|UPDATE)_FAILED\s*\|\s*(\S+)\s*\|\s*(.*)/;

export interface CdkOptions {
  readonly access: AwsAccess;
  /** Log, and working folder. */
  readonly folder: string;
}

async function cdk(options: CdkOptions, args: readonly string[], onLine?: (line: string) => void): Promise<void> {
  await run({
    command: join(TOOLS, 'cdk'),
    args: [...args, '--no-notices', '--ci'],
    environment: { ...plainEnvironment([TOOLS]), ...toolEnvironment(options.access), NO_COLOR: '1' },
    folder: options.folder,
    logFile: join(options.folder, 'cdk.log'),
    onLine,
  });
}

/** What the CDK needs in an account before its first deployment. */
export async function bootstrap(options: CdkOptions): Promise<void> {
  await cdk(options, ['bootstrap', `aws://${ACCOUNT}/${options.access.region}`]);
}

export interface DeployOptions extends CdkOptions {
  /** A synthesized app. */
  readonly app: string;
  readonly outputsFile: string;
  /** Called with the number of resources that are complete. */
  readonly onProgress?: (done: number) => void;
}

/** Deploys every stack of an app, as one would deploy to AWS; fails naming each resource that failed, and leaves what is there. */
export async function deploy(options: DeployOptions): Promise<void> {
  const { app, outputsFile, onProgress } = options;
  const flags = ['--require-approval', 'never', '--method', 'direct', '--progress', 'events', '--no-rollback'];
  const complete = new Set<string>();
  const failed = new Set<string>();
  try {
    await cdk(options, ['deploy', '--all', '--app', app, '--outputs-file', outputsFile, ...flags], (line) => {
      const [, done] = COMPLETE.exec(line) ?? [];
      if (done) onProgress?.(complete.add(done).size);
      const [, type, reason] = FAILED.exec(line) ?? [];
      if (type) failed.add(`  ${type} ${reason}`);
    });
  } catch (error) {
    if (failed.size === 0) throw error;
    throw new Error(`not deployed (log: ${join(options.folder, 'cdk.log')}):\n${[...failed].join('\n')}`);
  }
}
