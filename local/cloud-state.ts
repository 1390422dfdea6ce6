import { join } from 'node:path';
import type { HeldCode } from './held-code';

/** Where everything of a running cloud is; written to `cloud.json` in its folder, for commands in other processes. */
export interface CloudState {
  readonly folder: string;
  /** The process that holds it. */
  readonly pid: number;
  /** What it was started from, and runs until it ends. */
  readonly code: HeldCode;
  readonly endpoint: string;
  /** Certificate of the authority that signed every server in it. */
  readonly caFile: string;
  readonly acquirer: { readonly port: number; readonly apiKey: string };
  readonly subscriber: { readonly port: number; readonly recordFile: string };
}

export const stateFile = (folder: string) => join(folder, 'cloud.json');
export const databaseFolder = (folder: string) => join(folder, 'databases');
