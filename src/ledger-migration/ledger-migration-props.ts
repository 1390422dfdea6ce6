import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';

/** Which database is migrated, by whom and for whom. */
export interface LedgerMigrationProps {
  /** Database of the ledger; it lets the function in on port 5432. */
  readonly database: ec2.IConnectable;

  /**
   * Secret of the user that owns the schema: a JSON object with `username`, `password`, `host`, `port` and `dbname`,
   * as a secret has once it is attached to its database.
   */
  readonly adminSecret: ISecret;

  /**
   * Secrets of users that payment functions log in as. The migration creates those that are missing, with the secret's
   * password, and lets each call the ledger's functions and nothing else.
   *
   * @default - none
   */
  readonly applicationSecrets?: ISecret[];

  /**
   * Users that log in by IAM instead of a password, created in the same way: at most 63 lower-case letters, digits and
   * underscores each. No user may be in both lists, since PostgreSQL then takes no password of it.
   *
   * @default - none
   */
  readonly iamUsers?: string[];

  /** Network of the function. */
  readonly vpc: ec2.IVpc;

  /**
   * Subnets of the function: they need a way to Secrets Manager and S3, by NAT or by endpoints.
   *
   * @default - the private subnets of the VPC, where it has none the isolated ones
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * Customer key that encrypts the function's log.
   *
   * @default - a new key
   */
  readonly encryptionKey?: kms.IKey;
}
