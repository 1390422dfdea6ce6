import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { startEmulator } from '../../../local/emulator/emulator';
import { LOCAL_FOLDER } from '../../../local/repository';
import { SessionTable } from '../../../src/contract/storage-keys';

export interface EmulatedCloud {
  /** For clients of another process. */
  readonly endpoint: string;
  readonly dynamoDb: DynamoDBClient;
  readonly secretsManager: SecretsManagerClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly kms: KMSClient;
  readonly s3: S3Client;
  readonly ssm: SSMClient;
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
  const clients = {
    dynamoDb: new DynamoDBClient(settings),
    secretsManager: new SecretsManagerClient(settings),
    sns: new SNSClient(settings),
    sqs: new SQSClient(settings),
    kms: new KMSClient(settings),
    s3: new S3Client(settings),
    ssm: new SSMClient(settings),
  };
  let tables = 0;
  return {
    ...clients,
    endpoint: emulator.endpoint,
    createSessionTable: async () => {
      tables += 1;
      const tableName = `sessions-${tables}`;
      await clients.dynamoDb.send(
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
      for (const client of Object.values(clients)) client.destroy();
      await emulator.stop();
    },
  };
}
