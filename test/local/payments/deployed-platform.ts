import { DynamoDBClient, paginateListTables, paginateScan } from '@aws-sdk/client-dynamodb';
import { type AwsAccess, accessIn, clientOptions } from '../../../local/aws-access';
import { type Cloud, databaseFolder, startCloud } from '../../../local/cloud';
import { deployExample } from '../../../local/deploy/deploy-example';
import type { Deployment } from '../../../local/deploy/deployment';
import { ApiClient } from '../../../local/drive/api-client';
import type { FollowOptions } from '../../../local/drive/follow';
import { LedgerReader } from '../../../local/drive/ledger-reader';
import { listQueues } from '../../../local/drive/queues';
import { ownFolder } from '../../../local/own-folder';
import { Steps } from '../../../local/terminal/steps';

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
      following: { client, ledger, recordFile: cloud.state.subscriber.recordFile, withinMs: 60_000 },
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
