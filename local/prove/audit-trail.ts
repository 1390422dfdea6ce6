import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { FunctionAsset } from '../../src/contract/assets';
import { FunctionEnvironment, SealAuditEnvironment } from '../../src/contract/environment';
import { type AwsAccess, toolEnvironment } from '../aws-access';
import { callFunction, listFunctions } from '../drive/functions';
import { REPOSITORY } from '../repository';

/** What the command of the package said of the trail. */
export interface Verdict {
  /** 0 where it holds. */
  readonly status: number;
  readonly text: string;
}

const COMMAND = join(REPOSITORY, 'assets', 'bins', 'payment-audit.js');

/** Lets the deployed function seal, and verifies as an auditor would; nothing where the example seals nothing. */
export async function sealAndVerify(access: AwsAccess): Promise<Verdict | undefined> {
  const variables = await sealerVariables(access);
  if (!variables) return undefined;
  await callFunction(access, FunctionAsset.SEAL_AUDIT);
  const { AUDIT_BUCKET_NAME, AUDIT_PREFIX, AUDIT_SIGNING_KEY_ID } = SealAuditEnvironment;
  const variable = (name: string) => variables[name] ?? '';
  const args = ['--bucket', variable(AUDIT_BUCKET_NAME), '--prefix', variable(AUDIT_PREFIX)];
  return run(['verify', ...args, '--key', variable(AUDIT_SIGNING_KEY_ID)], toolEnvironment(access));
}

async function sealerVariables(access: AwsAccess): Promise<Readonly<Record<string, string>> | undefined> {
  const all = (await listFunctions(access)).map(({ Environment }) => Environment?.Variables ?? {});
  return all.find((variables) => variables[FunctionEnvironment.SERVICE_NAME] === FunctionAsset.SEAL_AUDIT);
}

function run(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Verdict> {
  const env = { PATH: process.env.PATH, ...environment };
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...args], { env }, (error, text, said) => {
      resolve({ status: error ? Number(error.code) : 0, text: text || said });
    });
  });
}
