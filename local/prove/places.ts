import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, paginateListTables, paginateScan } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListBucketsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, paginateDescribeParameters, SSMClient } from '@aws-sdk/client-ssm';
import { type AwsAccess, clientOptions } from '../aws-access';
import type { LedgerReader } from '../drive/ledger-reader';
import { listQueues } from '../drive/queues';
import { REPOSITORY } from '../repository';
import type { Place } from './card-data';

/** The emulator's own state of a queue comes in batches; more than this many waiting messages are another test's failure. */
const MESSAGES_AT_MOST = 10;

async function* logs(access: AwsAccess): AsyncGenerator<Place> {
  const client = new CloudWatchLogsClient(clientOptions(access));
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, {})) {
    for (const { logGroupName } of logGroups) {
      for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName })) {
        yield { name: `log group ${logGroupName}`, text: events.map(({ message }) => message).join('\n') };
      }
    }
  }
}

async function* tables(access: AwsAccess): AsyncGenerator<Place> {
  const client = new DynamoDBClient(clientOptions(access));
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    for (const TableName of TableNames) {
      for await (const { Items } of paginateScan({ client }, { TableName })) {
        yield { name: `table ${TableName}`, text: JSON.stringify(Items) };
      }
    }
  }
}

async function* queues(access: AwsAccess): AsyncGenerator<Place> {
  const client = new SQSClient(clientOptions(access));
  for (const { name, url } of await listQueues(access)) {
    const peek = { QueueUrl: url, MaxNumberOfMessages: MESSAGES_AT_MOST, VisibilityTimeout: 0, WaitTimeSeconds: 0 };
    const { Messages = [] } = await client.send(new ReceiveMessageCommand(peek));
    yield { name: `queue ${name}`, text: JSON.stringify(Messages) };
  }
}

async function* parameters(access: AwsAccess): AsyncGenerator<Place> {
  const client = new SSMClient(clientOptions(access));
  for await (const { Parameters = [] } of paginateDescribeParameters({ client }, {})) {
    for (const { Name } of Parameters) {
      const { Parameter } = await client.send(new GetParameterCommand({ Name, WithDecryption: true }));
      yield { name: `parameter ${Name}`, text: Parameter?.Value ?? '' };
    }
  }
}

async function* buckets(access: AwsAccess): AsyncGenerator<Place> {
  const client = new S3Client({ ...clientOptions(access), forcePathStyle: true });
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  for (const { Name: Bucket } of Buckets) {
    if (Bucket?.startsWith('cdk-')) continue; // templates and bundles, which are looked at as files
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket })) {
      for (const { Key } of Contents) {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        yield { name: `object ${Bucket}/${Key}`, text: (await Body?.transformToString('latin1')) ?? '' };
      }
    }
  }
}

async function* ledgerTables(ledger: LedgerReader): AsyncGenerator<Place> {
  const names = await ledger.rows<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  for (const { name } of names) {
    const rows = await ledger.rows<{ row: string }>(`SELECT t::text AS row FROM ${name} AS t`);
    yield { name: `ledger table ${name}`, text: rows.map(({ row }) => row).join('\n') };
  }
}

/** Every file below a folder, as bytes. */
function* files(folder: string): Generator<Place> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || statSync(path).size === 0) continue;
    yield { name: relative(REPOSITORY, path), text: readFileSync(path, 'latin1') };
  }
}

export interface Everywhere {
  readonly access: AwsAccess;
  readonly ledger: LedgerReader;
  /** Of the running cloud: logs of its processes, data files of its database, templates. */
  readonly folder: string;
}

/** Whatever a payment could have left a trace in. */
export async function* everyPlace({ access, ledger, folder }: Everywhere): AsyncGenerator<Place> {
  yield* logs(access);
  yield* tables(access);
  yield* queues(access);
  yield* parameters(access);
  yield* buckets(access);
  yield* ledgerTables(ledger);
  yield* files(folder);
  yield* files(join(REPOSITORY, 'assets'));
}
