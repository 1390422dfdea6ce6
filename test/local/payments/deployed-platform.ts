import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient, paginateListTables, paginateScan } from '@aws-sdk/client-dynamodb';
import { type AwsAccess, accessIn, clientOptions } from '../../../local/aws-access';
import { type Cloud, startCloud } from '../../../local/cloud';
import { databaseFolder } from '../../../local/cloud-state';
import { deployExample } from '../../../local/deploy/deploy-example';
import type { Deployment } from '../../../local/deploy/deployment';
import { ApiClient } from '../../../local/drive/api-client';
import { type FollowOptions, SETTLES_WITHIN_MS } from '../../../local/drive/follow';
import { LedgerReader } from '../../../local/drive/ledger-reader';
import { listQueues, type Queue } from '../../../local/drive/queues';
import { ownFolder } from '../../../local/own-folder';
import { Steps } from '../../../local/terminal/steps';

const PAUSE_MS = 500;

/** Progress of a deployment is nobody's interest in a test. */
export const silent = new Steps({ write: () => undefined });

/** The example, deployed, with everything the tests look at it with. */
export interface Platform {
  readonly cloud: Cloud;
  readonly deployment: Deployment;
  readonly access: AwsAccess;
  readonly client: ApiClient;
  readonly ledger: LedgerReader;
  readonly following: FollowOptions;
}

export async function startPlatform(example: string): Promise<Platform> {
  const cloud = await startCloud(ownFolder('test'));
  try {
    const deployment = await deployExample(silent, cloud.state, { example });
    const client = new ApiClient(deployment, cloud.state.caFile);
    const ledger = new LedgerReader(databaseFolder(cloud.state.folder));
    return {
      cloud,
      deployment,
      access: accessIn(deployment.region, cloud.state),
      client,
      ledger,
      following: { client, ledger, recordFile: cloud.state.subscriber.recordFile, withinMs: SETTLES_WITHIN_MS },
    };
  } catch (error) {
    await cloud.stop();
    throw error;
  }
}

export async function stopPlatform(platform: Platform | undefined): Promise<void> {
  await platform?.ledger.close();
  await platform?.cloud.stop();
}

const isBusy = ({ waiting, inFlight }: Queue) => waiting + inFlight > 0;

/** What has something to do: queues by their names, and the outbox. */
async function busyPlaces({ access, ledger }: Platform): Promise<readonly string[]> {
  const queues = (await listQueues(access)).filter(isBusy).map(({ name }) => name);
  const outbox = await ledger.rows('SELECT FROM ledger.outbox');
  return outbox.length > 0 ? [...queues, 'the outbox'] : queues;
}

/**
 * Waits until no message is on its way: one that failed comes again only after minutes. Looks twice, since a message may go on
 * from a queue that is yet to be looked at to one that was.
 */
export async function untilIdle(platform: Platform): Promise<void> {
  const until = Date.now() + platform.following.withinMs;
  for (let idle = 0; idle < 2; await wait(PAUSE_MS)) {
    const busy = await busyPlaces(platform);
    idle = busy.length === 0 ? idle + 1 : 0;
    if (Date.now() > until) throw new Error(`busy for too long: ${busy.join(', ')}`);
  }
}

/** How much of everything there is that a request could write. */
export async function writtenSoFar({ access, ledger }: Platform): Promise<Record<string, number>> {
  const client = new DynamoDBClient(clientOptions(access));
  let items = 0;
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    for (const TableName of TableNames) {
      for await (const { Count = 0 } of paginateScan({ client }, { TableName, Select: 'COUNT' })) items += Count;
    }
  }
  const queues = await listQueues(access);
  const [{ payments }] = await ledger.rows<{ payments: number }>(
    'SELECT count(*)::int AS payments FROM ledger.payment',
  );
  return { items, payments, messages: queues.reduce((sum, { waiting, inFlight }) => sum + waiting + inFlight, 0) };
}
