import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { PaymentEnvironment } from '../../src/environment';
import { TransactionTable, type TransactionTableProps } from '../../src/transaction-table';

const { STRING, NUMBER } = dynamodb.AttributeType;
const partitionKey = { name: 'transaction_id', type: STRING };
const sortKey = { name: 'timestamp', type: NUMBER };

function synthesize(props: Partial<TransactionTableProps> = {}, stack = new Stack()) {
  const table = new TransactionTable(stack, 'Transactions', { partitionKey, ...props });
  return { table, stack, template: Template.fromStack(stack) };
}

describe('defaults', () => {
  test('the table is paid by request, encrypted under a rotated key, restorable and kept', () => {
    const { template } = synthesize();
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        TableName: Match.absent(),
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'transaction_id', KeyType: 'HASH' }],
        SSESpecification: {
          SSEEnabled: true,
          SSEType: 'KMS',
          KMSMasterKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('TransactionsKey'), 'Arn'] },
        },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
        TimeToLiveSpecification: Match.absent(),
        StreamSpecification: Match.absent(),
        GlobalSecondaryIndexes: Match.absent(),
      },
    });
    template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  });

  test.each([
    { production: false, deletion: 'Delete', protection: false },
    { production: true, deletion: 'Retain', protection: true },
  ])('production $production makes the deletion policy $deletion', ({ production, deletion, protection }) => {
    const stack = new Stack();
    PaymentEnvironment.define(stack, { production, environmentSuffix: 'pr42' });
    synthesize({}, stack).template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: deletion,
      UpdateReplacePolicy: deletion,
      Properties: { TableName: 'transactions-table-dev-pr42', DeletionProtectionEnabled: protection },
    });
  });
});

describe('choices', () => {
  test('keys, indexes, time to live and stream are the user’s', () => {
    const { template } = synthesize({
      sortKey,
      indexes: [
        { indexName: 'user-index', partitionKey: { name: 'user_id', type: STRING }, sortKey },
        { indexName: 'status-index', partitionKey: { name: 'status', type: STRING }, sortKey },
      ],
      timeToLiveAttribute: 'expiresAt',
      stream: dynamodb.StreamViewType.KEYS_ONLY,
    });
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [
        { AttributeName: 'transaction_id', KeyType: 'HASH' },
        { AttributeName: 'timestamp', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [{ IndexName: 'user-index' }, { IndexName: 'status-index' }].map(Match.objectLike),
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
    });
  });

  test('a key of the user’s is used, and no other is made', () => {
    const stack = new Stack();
    const encryptionKey = new kms.Key(stack, 'Own');
    const { template, table } = synthesize({ encryptionKey }, stack);
    template.resourceCountIs('AWS::KMS::Key', 1);
    expect(table.encryptionKey).toBe(encryptionKey);
  });

  test('point-in-time recovery can be switched off', () => {
    synthesize({ pointInTimeRecovery: false }).template.hasResourceProperties('AWS::DynamoDB::Table', {
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
    });
  });

  test('a table in a stack without a region has the same protection', () => {
    const stack = new Stack(new App(), 'Agnostic');
    synthesize({}, stack).template.resourceCountIs('AWS::DynamoDB::Table', 1);
  });
});

test('a grant to read reaches items and indexes of this table only, and its key', () => {
  const stack = new Stack();
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  const table = new TransactionTable(stack, 'Transactions', { partitionKey });
  table.grantReadData(role);
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Action: ['kms:Decrypt', 'kms:DescribeKey'] }),
        Match.objectLike({ Action: Match.arrayWith(['dynamodb:Query', 'dynamodb:GetItem']) }),
      ]),
    },
  });
});

test.each([
  ['metricConsumedReadCapacityUnits', 'ConsumedReadCapacityUnits'],
  ['metricConsumedWriteCapacityUnits', 'ConsumedWriteCapacityUnits'],
  ['metricReadThrottleEvents', 'ReadThrottleEvents'],
  ['metricWriteThrottleEvents', 'WriteThrottleEvents'],
] as const)('%s is %s of this table', (method, metricName) => {
  const { table, stack } = synthesize();
  const metric = table[method]({ label: 'own' });
  expect(metric).toMatchObject({ namespace: 'AWS/DynamoDB', metricName, statistic: 'Sum', label: 'own' });
  expect(stack.resolve(metric.dimensions)).toEqual({ TableName: stack.resolve(table.table.tableName) });
});

describe('fails', () => {
  const index = { indexName: 'status-index', partitionKey: { name: 'status', type: STRING } };
  test.each([
    [
      'one attribute as both keys',
      { sortKey: partitionKey },
      "'sortKey' must be another attribute than 'partitionKey', got 'transaction_id' for both",
    ],
    [
      'a key that expires items',
      { timeToLiveAttribute: 'transaction_id' },
      "'timeToLiveAttribute' must be no key of the table, got 'transaction_id'",
    ],
    [
      'two indexes of one name',
      { indexes: [index, index] },
      "'indexes' must have a name of its own each, got 'status-index' twice",
    ],
    [
      'too many indexes',
      { indexes: Array.from({ length: 21 }, (_, i) => ({ ...index, indexName: `index-${i}` })) },
      "'indexes' must be at most 20, got 21: use one index for several reads",
    ],
  ])('fails on %s', (_, props, message) => {
    expect(() => synthesize(props)).toThrow(message);
  });
});

test('names of its indexes can be asked for', () => {
  const partitionKey = { name: 'status', type: STRING };
  const indexes = [{ indexName: 'status-index', partitionKey }];
  expect(synthesize({ indexes }).table.indexNames).toEqual(['status-index']);
  expect(synthesize().table.indexNames).toEqual([]);
});
