import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as kms from 'aws-cdk-lib/aws-kms';

/** Keys, indexes and protection of a table. */
export interface TransactionTableProps {
  /** Attribute that items are spread by. */
  readonly partitionKey: dynamodb.Attribute;

  /**
   * Attribute that items of one partition are sorted by.
   *
   * @default - none: one item per partition key
   */
  readonly sortKey?: dynamodb.Attribute;

  /**
   * Other ways to read the items: at most 20, each with a name of its own.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html
   */
  readonly indexes?: dynamodb.GlobalSecondaryIndexProps[];

  /**
   * Attribute that holds the second (Unix time) after which an item is deleted; not a key.
   *
   * @default - items stay
   */
  readonly timeToLiveAttribute?: string;

  /**
   * Customer key that encrypts the table.
   *
   * @default - a new key
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Whether the table can be restored to any second of the last 35 days.
   *
   * @default true
   */
  readonly pointInTimeRecovery?: boolean;

  /**
   * What the table tells its stream about each change.
   *
   * @default - no stream
   */
  readonly stream?: dynamodb.StreamViewType;

  /**
   * What happens to the table when its stack goes. A table that is not destroyed is also protected from deletion.
   *
   * @default - destroyed in an environment that is not production, else retained
   */
  readonly removalPolicy?: RemovalPolicy;
}
