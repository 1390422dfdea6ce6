import { parseArgs } from 'node:util';

export const USAGE = `usage: payment-dashboard preview <folder> [options]

Shows the CloudWatch dashboards of a synthesized app as they will look, without deploying: layout, titles, thresholds and
alarms, with empty charts. The folder is what 'cdk synth' writes, cdk.out, or one that holds several such.

  --dashboard <name>   only this one; all of them, with a chooser, otherwise
  --out <file.html>    write one file of HTML that needs nothing else, and end
  --port <number>      serve on this port of this machine, a free one otherwise
`;

export interface Options {
  readonly folder: string;
  readonly dashboard?: string;
  readonly out?: string;
  readonly port: number;
}

const PORT_MAX = 65_535;

export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { dashboard: { type: 'string' }, out: { type: 'string' }, port: { type: 'string' } },
    allowPositionals: true,
  });
  const [command, folder, ...more] = positionals;
  if (command !== 'preview') throw new Error(`the command must be 'preview', got '${command ?? ''}'`);
  if (folder === undefined || more.length > 0) throw new Error(`must name one folder, got ${positionals.length - 1}`);
  return { folder, dashboard: values.dashboard, out: values.out, port: portOf(values.port ?? '0') };
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= PORT_MAX) return port;
  throw new Error(`'--port' must be 0 to ${PORT_MAX}, got '${text}'`);
}
