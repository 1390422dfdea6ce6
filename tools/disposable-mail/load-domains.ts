import { setTimeout as wait } from 'node:timers/promises';
import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { DisposableMailList, SessionKey, SessionTable } from '../../src/contract/storage-keys';

export interface ListToLoad {
  readonly tableName: string;
  readonly version: string;
  readonly domains: readonly string[];
  readonly now: Date;
}

const TIME_TO_LIVE_SECONDS = 90 * 24 * 3_600;
/** What one call takes at most. */
const BATCH = 25;
const CALLS_AT_ONCE = 8;
const MOST_TRIES = 8;

/** Writes every domain below the version, and then, with all of them there, the item that puts the version in force. */
export async function loadDomains(client: DynamoDBClient, list: ListToLoad): Promise<void> {
  const { domains, now, tableName, version } = list;
  const [PARTITION_KEY, expiresAt] = [
    SessionTable.PARTITION_KEY,
    { N: `${Math.floor(now.getTime() / 1_000) + TIME_TO_LIVE_SECONDS}` },
  ];
  const itemOf = (key: string) => ({ [PARTITION_KEY]: { S: key }, [SessionTable.TIME_TO_LIVE]: expiresAt });
  const items = domains.map((domain) => itemOf(SessionKey.disposableMailDomain(version, domain)));
  const batches = Array.from({ length: Math.ceil(items.length / BATCH) }, (_, index) =>
    items.slice(index * BATCH, (index + 1) * BATCH).map((Item) => ({ PutRequest: { Item } })),
  );
  const worker = async () => {
    for (let batch = batches.pop(); batch; batch = batches.pop()) await writeBatch(client, tableName, batch);
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, worker));
  const Item = {
    ...itemOf(SessionKey.disposableMail()),
    [DisposableMailList.VERSION]: { S: version },
    [DisposableMailList.LOADED_AT]: { S: now.toISOString() },
    [DisposableMailList.DOMAINS]: { N: `${domains.length}` },
  };
  await client.send(new PutItemCommand({ TableName: tableName, Item }));
}

/** The table may take a part of a batch; the rest is sent again, later each time. */
async function writeBatch(client: DynamoDBClient, tableName: string, requests: WriteRequest[]): Promise<void> {
  let left: WriteRequest[] = requests;
  for (let attempt = 0; attempt < MOST_TRIES && left.length > 0; attempt += 1) {
    if (attempt > 0) await wait(50 * 2 ** attempt);
    const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: left } }));
    left = UnprocessedItems?.[tableName] ?? [];
  }
  if (left.length > 0)
    throw new Error(`the table '${tableName}' did not take ${left.length} domains: load the file again`);
}
