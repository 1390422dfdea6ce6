import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import * as lambda from 'aws-cdk-lib/aws-lambda';

/** Right in the repository and in every package: `src/private` and `lib/private` are equally deep. */
const ASSETS = path.join(__dirname, '..', '..', 'assets');

/** Code of a bundled function. A new one each time: a `Code` belongs to the first stack that binds it. */
export function functionCode(name: string): lambda.Code {
  return lambda.Code.fromAsset(path.join(ASSETS, 'functions', name));
}

/** A JSON Schema of the contract, as the build made it from the handlers' declarations. */
export function contractSchema(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path.join(ASSETS, 'contract', `${name}.json`), 'utf8'));
}

/** Hash of all migrations, names included: it changes when there is something to apply. */
export function migrationsHash(): string {
  const folder = path.join(ASSETS, 'migrations');
  const hash = createHash('sha256');
  for (const file of readdirSync(folder).sort()) {
    hash.update(`${file}\n`).update(readFileSync(path.join(folder, file)));
  }
  return hash.digest('hex');
}
