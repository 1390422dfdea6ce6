import { join } from 'node:path';
import { type AwsAccess, toolEnvironment } from '../aws-access';
import { plainEnvironment } from '../process/guarded-process';
import { run } from '../process/run';
import { TOOLS } from '../repository';

const ACCOUNT = '000000000000';
/** `payments | 12 | 10:00:00 | CREATE_COMPLETE | AWS::Lambda::Function | Validate/Function (Validate4A7D)` */
const COMPLETE = /_COMPLETE\s*\|.*\((\w+)\)/;

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

/** Deploys every stack of an app, as one would deploy to AWS. */
export async function deploy(options: DeployOptions): Promise<void> {
  const args = ['deploy', '--all', '--app', options.app, '--require-approval', 'never', '--method', 'direct'];
  const complete = new Set<string>();
  await cdk(options, [...args, '--progress', 'events', '--outputs-file', options.outputsFile], (line) => {
    const match = COMPLETE.exec(line);
    if (match) options.onProgress?.(complete.add(match[1]).size);
  });
}
