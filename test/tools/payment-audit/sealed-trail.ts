import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateKeyCommand } from '@aws-sdk/client-kms';
import { CreateBucketCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { KmsAuditSigner } from '../../../handlers/adapters/kms-audit-signer';
import { PostgresqlAuditSeals } from '../../../handlers/adapters/postgresql/postgresql-audit-seals';
import { S3AuditArchive } from '../../../handlers/adapters/s3-audit-archive';
import { sealAudit } from '../../../handlers/seal-audit/seal-audit';
import { LOCAL_FOLDER } from '../../../local/repository';
import { bundleBin } from '../../../projenrc/scripts/assets/bins';
import { fakeClock } from '../../handlers/fakes/clock';
import { DatabaseServer } from '../../handlers/fakes/database-server';
import { type EmulatedCloud, startEmulatedCloud } from '../../handlers/fakes/emulated-cloud';
import { recordingLogger } from '../../handlers/fakes/recording-logger';
import { recordingMetrics } from '../../handlers/fakes/recording-metrics';
import { FOLDERS, forget, START, write } from '../../handlers/seal-audit/sealing';

export const BUCKET = 'trail';

export interface Ran {
  readonly status: number;
  readonly text: string;
  readonly error: string;
}

export interface SealedTrail {
  readonly cloud: EmulatedCloud;
  readonly signer: KmsAuditSigner;
  readonly keyArn: string;
  /** The public key in PEM. */
  readonly keyFile: string;
  /** Where tests put their files. */
  readonly folder: string;
  /** Runs the command as users do: built, in a process of its own. */
  run(...args: readonly string[]): Promise<Ran>;
  stop(): Promise<void>;
}

/** Records of three sessions, written to a real ledger and sealed by a real key into a real bucket; nothing in the second of three intervals. */
export async function sealTrail(name: string): Promise<SealedTrail> {
  const folder = join(LOCAL_FOLDER, 'test', `${name}-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const [server, cloud] = await Promise.all([
    DatabaseServer.startWithLedger(`${name}-ledger`),
    startEmulatedCloud(`${name}-cloud`),
  ]);
  const { KeyMetadata } = await cloud.kms.send(
    new CreateKeyCommand({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }),
  );
  const keyArn = KeyMetadata?.Arn ?? '';
  const signer = new KmsAuditSigner(cloud.kms, keyArn);
  await cloud.s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  await cloud.s3.send(
    new PutBucketVersioningCommand({ Bucket: BUCKET, VersioningConfiguration: { Status: 'Enabled' } }),
  );
  await seal(server, cloud, signer);
  const [keyFile, bin] = [join(folder, 'public-key.pem'), join(folder, 'payment-audit.js')];
  writeFileSync(keyFile, await signer.publicKey());
  writeFileSync(bin, (await bundleBin('payment-audit')).code);
  return {
    cloud,
    signer,
    keyArn,
    keyFile,
    folder,
    run: (...args) => run(bin, args, cloud.endpoint),
    stop: async () => {
      await Promise.all([server.stop(), cloud.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function seal(server: DatabaseServer, cloud: EmulatedCloud, signer: KmsAuditSigner): Promise<void> {
  await forget(server); // what made the ledger
  const clock = fakeClock(START);
  const ports = {
    seals: new PostgresqlAuditSeals(server.open()),
    archive: new S3AuditArchive(cloud.s3, BUCKET),
    signer,
    clock,
    metrics: recordingMetrics(),
    logger: recordingLogger(),
  };
  const intervals = [['a-1', 'a-2', 'a-3'], [], ['b-1', 'b-2']];
  for (const [index, resources] of intervals.entries()) {
    if (resources.length > 0) await write(server, ...resources);
    if (index === 0) await write(server, 'c-1', 'c-2');
    clock.advance(300);
    await sealAudit(ports, { folders: FOLDERS });
  }
}

function run(bin: string, args: readonly string[], endpoint: string): Promise<Ran> {
  const env = {
    PATH: process.env.PATH,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, ...args], { env }, (error, text, stderr) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, text, error: stderr });
    });
  });
}
