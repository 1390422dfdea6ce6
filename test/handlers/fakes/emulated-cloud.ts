import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { startEmulator } from '../../../local/emulator/emulator';
import { LOCAL_FOLDER } from '../../../local/repository';
import { SessionTable } from '../../../src/contract/storage-keys';

export interface EmulatedCloud {
  readonly dynamoDb: DynamoDBClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  /** Makes an empty session table and returns its name. */
  createSessionTable(): Promise<string>;
  stop(): Promise<void>;
}

/** An emulator of its own for one test file, with clients that talk to it. */
export async function startEmulatedCloud(name: string): Promise<EmulatedCloud> {
  const folder = join(LOCAL_FOLDER, 'test', `${name}-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const emulator = await startEmulator({ folder });
  const settings = {
    endpoint: emulator.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const clients = [new DynamoDBClient(settings), new SNSClient(settings), new SQSClient(settings)] as const;
  const [dynamoDb, sns, sqs] = clients;
  let tables = 0;
  return {
    dynamoDb,
    sns,
    sqs,
    createSessionTable: async () => {
      tables += 1;
      const tableName = `sessions-${tables}`;
      await dynamoDb.send(
        new CreateTableCommand({
          TableName: tableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: SessionTable.PARTITION_KEY, AttributeType: 'S' }],
          KeySchema: [{ AttributeName: SessionTable.PARTITION_KEY, KeyType: 'HASH' }],
        }),
      );
      return tableName;
    },
    stop: async () => {
      for (const client of clients) client.destroy();
      await emulator.stop();
    },
  };
}
