import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { acknowledge } from '../private/acknowledge';
import { createKey } from '../private/keys';
import { physicalName } from '../private/names';
import { removalOf } from '../private/removal';
import type { TransactionTableProps } from './transaction-table-props';

const MOST_INDEXES = 20;

/**
 * A DynamoDB table under a customer key, paid by request, that can be restored to any second of the last 35 days.
 * Works in stacks with and without a region.
 */
export class TransactionTable extends Construct {
  /** The table; metrics that are not offered here are its own. */
  public readonly table: dynamodb.Table;

  /** Key that encrypts the table. */
  public readonly encryptionKey: kms.IKey;

  /** Names of its global secondary indexes, whose metrics are their own. */
  public readonly indexNames: string[];

  constructor(scope: Construct, id: string, props: TransactionTableProps) {
    super(scope, id);
    validate(props);
    const { removalPolicy, deletionProtection } = removalOf(this, props.removalPolicy);

    this.encryptionKey =
      props.encryptionKey ?? createKey(this, 'Key', { description: `Encrypts table ${this.node.path}` });
    this.table = new dynamodb.Table(this, 'Table', {
      tableName: physicalName(this, { type: 'table', maxLength: 255 }),
      partitionKey: props.partitionKey,
      sortKey: props.sortKey,
      timeToLiveAttribute: props.timeToLiveAttribute,
      stream: props.stream,
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.encryptionKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: props.pointInTimeRecovery ?? true },
      deletionProtection,
      removalPolicy,
    });
    for (const index of props.indexes ?? []) this.table.addGlobalSecondaryIndex(index);
    this.indexNames = (props.indexes ?? []).map(({ indexName }) => indexName);
    this.excuseFindings();
  }

  /** Lets a principal read items and indexes, and decrypt them. */
  public grantReadData(grantee: iam.IGrantable): iam.Grant {
    return this.table.grantReadData(grantee);
  }

  /** Lets a principal put, change and delete items, and encrypt them. */
  public grantWriteData(grantee: iam.IGrantable): iam.Grant {
    return this.table.grantWriteData(grantee);
  }

  /** Lets a principal do both. */
  public grantReadWriteData(grantee: iam.IGrantable): iam.Grant {
    return this.table.grantReadWriteData(grantee);
  }

  /** Read capacity that requests used: the sum over 5 minutes. */
  public metricConsumedReadCapacityUnits(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.table.metricConsumedReadCapacityUnits(options);
  }

  /** Write capacity that requests used: the sum over 5 minutes. */
  public metricConsumedWriteCapacityUnits(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.table.metricConsumedWriteCapacityUnits(options);
  }

  /** Reads that DynamoDB refused for lack of capacity: the sum over 5 minutes. */
  public metricReadThrottleEvents(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.table.metric('ReadThrottleEvents', { statistic: 'Sum', ...options });
  }

  /** Writes that DynamoDB refused for lack of capacity: the sum over 5 minutes. */
  public metricWriteThrottleEvents(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.table.metric('WriteThrottleEvents', { statistic: 'Sum', ...options });
  }

  private excuseFindings(): void {
    const backup = 'Point-in-time recovery keeps 35 days; a backup plan is the account owner’s and selects by tag';
    acknowledge(this.table.node.findChild('Resource'), {
      'NIST.800.53.R5-DynamoDBInBackupPlan': backup,
      'HIPAA.Security-DynamoDBInBackupPlan': backup,
    });
  }
}

function validate(props: TransactionTableProps): void {
  const { partitionKey, sortKey, timeToLiveAttribute } = props;
  if (sortKey?.name === partitionKey.name) {
    throw new Error(`'sortKey' must be another attribute than 'partitionKey', got '${sortKey.name}' for both`);
  }
  if (timeToLiveAttribute !== undefined && [partitionKey.name, sortKey?.name].includes(timeToLiveAttribute)) {
    throw new Error(`'timeToLiveAttribute' must be no key of the table, got '${timeToLiveAttribute}'`);
  }
  const names = (props.indexes ?? []).map(({ indexName }) => indexName);
  if (names.length > MOST_INDEXES) {
    throw new Error(`'indexes' must be at most ${MOST_INDEXES}, got ${names.length}: use one index for several reads`);
  }
  const twice = names.find((name, position) => names.indexOf(name) !== position);
  if (twice !== undefined) throw new Error(`'indexes' must have a name of its own each, got '${twice}' twice`);
}
