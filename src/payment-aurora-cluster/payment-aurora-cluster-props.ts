import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type * as rds from 'aws-cdk-lib/aws-rds';
import type { IAuroraCapacity } from './aurora-capacity';

/** Network, size, protection and users of a ledger's database. */
export interface PaymentAuroraClusterProps {
  /** Network of the cluster and of the function that rotates its credentials. */
  readonly vpc: ec2.IVpc;

  /**
   * Subnets of the instances, in at least two zones.
   *
   * @default - the isolated subnets of the VPC, where it has none the private ones
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * Subnets of the function that rotates the credentials: they need a way to Secrets Manager,
   * by NAT or by an interface endpoint.
   *
   * @default - the private subnets of the VPC, where it has none the isolated ones
   */
  readonly rotationSubnets?: ec2.SubnetSelection;

  /**
   * How many instances of which size.
   *
   * @default AuroraCapacity.serverlessV2()
   */
  readonly capacity?: IAuroraCapacity;

  /**
   * Version of Aurora PostgreSQL. Minor versions are raised by AWS in the maintenance window.
   *
   * @default rds.AuroraPostgresEngineVersion.VER_17_9
   */
  readonly engineVersion?: rds.AuroraPostgresEngineVersion;

  /**
   * Name of the database: at most 63 lower-case letters, digits and underscores, beginning with a letter.
   *
   * @default 'payments'
   */
  readonly databaseName?: string;

  /**
   * User that owns the schema; its password is in `adminSecret`. Named like a database.
   *
   * @default 'payment_admin'
   */
  readonly adminUser?: string;

  /**
   * User that payment functions log in as; its password is in `applicationSecret`. Named like a database.
   * The migration of the ledger creates it.
   *
   * @default 'payment_app'
   */
  readonly applicationUser?: string;

  /**
   * Time between two changes of both users' passwords: whole days, 1 to 1000.
   *
   * @default Duration.days(30)
   */
  readonly rotateAfter?: Duration;

  /**
   * Whether the application user's password is rotated here. Without, it must be rotated by a `CredentialRotation`
   * of the application's own, for instance one that lets two users take turns.
   *
   * @default true
   */
  readonly rotateApplicationSecret?: boolean;

  /**
   * Customer key that encrypts storage, backups, secrets and logs.
   *
   * @default - a new key
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * How far back the cluster can be restored to any second: whole days, 1 to 35.
   *
   * @default Duration.days(7)
   */
  readonly backupRetention?: Duration;

  /**
   * When backups are made, in UTC: `hh:mm-hh:mm`.
   *
   * @default - a time that AWS chooses for the region
   */
  readonly preferredBackupWindow?: string;

  /**
   * When versions are raised, in UTC: `ddd:hh:mm-ddd:hh:mm`.
   *
   * @default - a time that AWS chooses for the region
   */
  readonly preferredMaintenanceWindow?: string;

  /**
   * Cluster parameters beside this construct's own. Those that force TLS and keep passwords out of the logs cannot be loosened.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Reference.ParameterGroups.html
   */
  readonly parameters?: { [name: string]: string };

  /**
   * How long PostgreSQL's log is kept. PCI DSS asks for a year.
   *
   * @default logs.RetentionDays.ONE_YEAR
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * Time between two readings of the operating system's metrics: 1, 5, 10, 15, 30 or 60 seconds.
   *
   * @default Duration.seconds(60)
   */
  readonly monitoringInterval?: Duration;

  /**
   * What happens to the data when the stack goes: destroyed without a final snapshot, kept as a snapshot, or retained.
   * A cluster that is not destroyed is also protected from deletion.
   *
   * @default - destroyed in an environment that is not production, else kept as a snapshot
   */
  readonly removalPolicy?: RemovalPolicy;
}
