import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../repository';

const EXECUTE_API = /^https:\/\/(\w+)\.execute-api\.[\w-]+\.amazonaws\.com\/?(.*)$/;

/** An API's address in the real world, as one that answers on this machine; any other value as it is. */
export function localAddress(endpoint: string, value: string): string {
  const match = EXECUTE_API.exec(value);
  return match ? `${endpoint}/_aws/execute-api/${match[1]}/${match[2]}` : value;
}

/** What `cdk deploy --outputs-file` wrote, without the level of stacks. */
export function readOutputs(outputsFile: string, endpoint: string): Record<string, string> {
  const stacks: Record<string, Record<string, string>> = JSON.parse(readFileSync(outputsFile, 'utf8'));
  const outputs = Object.values(stacks).flatMap((values) => Object.entries(values));
  return Object.fromEntries(outputs.map(([name, value]) => [name, localAddress(endpoint, value)]));
}

/** For tests and scripts outside: `cfn-outputs/flat-outputs.json` in the checkout. */
export function writeFlatOutputs(outputs: Readonly<Record<string, string>>): string {
  const folder = join(REPOSITORY, 'cfn-outputs');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'flat-outputs.json');
  writeFileSync(file, `${JSON.stringify(outputs, undefined, 2)}\n`);
  return file;
}
