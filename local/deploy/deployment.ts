import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Adaptation } from './adapt';
import type { AssemblyStack } from './assembly';

/** An example that is deployed, as everyone who drives or looks at it needs it. */
export interface Deployment {
  readonly example: string;
  readonly region: string;
  readonly stackNames: readonly string[];
  /** By output name; addresses of APIs are those on this machine. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Base URL of the payment API, with a slash at the end. */
  readonly apiUrl: string;
  /** Who signs the requests. */
  readonly merchant: Credentials;
  readonly adaptations: readonly Adaptation[];
  /** Rotation schedules, which the emulator does not run. */
  readonly rotations: readonly Rotation[];
}

export interface Rotation {
  readonly secretId: string;
  readonly functionName: string;
}

export interface Credentials {
  readonly userArn: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const file = (folder: string) => join(folder, 'deployment.json');

export function saveDeployment(folder: string, deployment: Deployment): void {
  writeFileSync(file(folder), JSON.stringify(deployment, undefined, 2), { mode: 0o600 });
}

/** What is deployed in a running cloud; `undefined` before the first deployment. */
export function findDeployment(folder: string): Deployment | undefined {
  return existsSync(file(folder)) ? JSON.parse(readFileSync(file(folder), 'utf8')) : undefined;
}

const stacksFile = (folder: string) => join(folder, 'stacks.json');

/** The stacks as the example wrote them; what lies in `cdk.out` is adapted to the emulator. */
export function saveStacks(folder: string, stacks: readonly AssemblyStack[]): void {
  writeFileSync(stacksFile(folder), JSON.stringify(stacks));
}

export function readStacks(folder: string): readonly AssemblyStack[] {
  return JSON.parse(readFileSync(stacksFile(folder), 'utf8'));
}
