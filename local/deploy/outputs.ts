import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const EXECUTE_API = /^https:\/\/(\w+)\.execute-api\.[\w-]+\.amazonaws\.com\/?(.*)$/;

/** Where the APIs of a deployment answer on this machine. */
export interface LocalAddresses {
  readonly endpoint: string;
  /** By custom domain name, without a slash at the end. */
  readonly domains: ReadonlyMap<string, string>;
}

/** An API's address in the real world, as one that answers on this machine; any other value as it is. */
export function localAddress({ endpoint, domains }: LocalAddresses, value: string): string {
  const match = EXECUTE_API.exec(value);
  if (match) return `${endpoint}/_aws/execute-api/${match[1]}/${match[2]}`;
  const url = URL.parse(value);
  const domain = url?.protocol === 'https:' ? domains.get(url.host) : undefined;
  return domain ? `${domain}${value.slice(`https://${url?.host}`.length)}` : value;
}

/** What `cdk deploy --outputs-file` wrote, without the level of stacks. */
export function readOutputs(outputsFile: string, addresses: LocalAddresses): Record<string, string> {
  const stacks: Record<string, Record<string, string>> = JSON.parse(readFileSync(outputsFile, 'utf8'));
  const outputs = Object.values(stacks).flatMap((values) => Object.entries(values));
  return Object.fromEntries(outputs.map(([name, value]) => [name, localAddress(addresses, value)]));
}

/** For tests and scripts outside; returns the file. */
export function writeFlatOutputs(folder: string, outputs: Readonly<Record<string, string>>): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'flat-outputs.json');
  writeFileSync(file, `${JSON.stringify(outputs, undefined, 2)}\n`);
  return file;
}
