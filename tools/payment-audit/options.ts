import { parseArgs } from 'node:util';
import { AuditTrail } from '../../src/contract/audit-trail';

export const USAGE = `usage: payment-audit verify (--bucket <name> | --dir <folder>) --key <arn | file.pem> [options]
       payment-audit export --bucket <name> --dir <folder> [options]

verify   follows the sealed audit trail from its first digest to its last: signatures, intervals, files, and every
         writer's chain of records. Names the first place that does not hold, and ends with 1 then.
export   copies the trail into a folder, signatures beside the digests, for somebody who verifies without an account.

  --bucket <name>    bucket of the trail; credentials and region as for the AWS CLI
  --dir <folder>     folder that the trail was exported to
  --key <key>        what signed the trail: the public key in a PEM file, or an ARN or alias of KMS
  --prefix <prefix>  start of the trail's keys, '${AuditTrail.DEFAULT_PREFIX}' otherwise
  --since <time>     looks at digests from then on only: those before may lie in an archive by now, ISO 8601
  --until <time>     the trail must reach to this time at least, ISO 8601: a trail cut at its end looks like a shorter one
`;

export type Place = { readonly bucket: string } | { readonly dir: string };

export type Command =
  | {
      readonly name: 'verify';
      readonly place: Place;
      readonly prefix: string;
      readonly key: string;
      readonly since?: string;
      readonly until?: string;
    }
  | { readonly name: 'export'; readonly bucket: string; readonly dir: string; readonly prefix: string };

const OPTIONS = {
  bucket: { type: 'string' },
  dir: { type: 'string' },
  key: { type: 'string' },
  prefix: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
} as const;

/** Throws an error that says what is wrong with the arguments. */
export function readCommand(args: readonly string[]): Command {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const { bucket, dir, key, prefix = AuditTrail.DEFAULT_PREFIX } = values;
  const [name, ...more] = positionals;
  if (more.length > 0) throw new Error(`must have one command, got '${positionals.join(' ')}'`);
  if (name === 'export') {
    if (bucket === undefined || dir === undefined) throw new Error("'export' must have '--bucket' and '--dir'");
    return { name, bucket, dir, prefix };
  }
  if (name !== 'verify') throw new Error(`the command must be 'verify' or 'export', got '${name ?? 'none'}'`);
  if (key === undefined) throw new Error("'verify' must have '--key': what signed the trail");
  const [since, until] = [timeOf('since', values.since), timeOf('until', values.until)];
  return { name, place: placeOf(bucket, dir), prefix, key, since, until };
}

function placeOf(bucket: string | undefined, dir: string | undefined): Place {
  if (bucket !== undefined && dir === undefined) return { bucket };
  if (dir !== undefined && bucket === undefined) return { dir };
  throw new Error("'verify' must have one of '--bucket' and '--dir': where the trail is");
}

function timeOf(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new Error(`'--${option}' must be a time in ISO 8601, got '${text}'`);
  return time.toISOString();
}
