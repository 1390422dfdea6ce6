import type { Duration } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IRotationStrategy } from './rotation-strategy';

/** What is rotated, how, and from where. */
export interface CredentialRotationProps {
  /**
   * Secret of a PostgreSQL user: a JSON object with `username`, `password`, `host`, `port` and `dbname`,
   * as a secret has once it is attached to its database.
   */
  readonly secret: ISecret;

  /** Database of the user; it lets the function in on port 5432. */
  readonly target: ec2.IConnectable;

  /** Network of the function. */
  readonly vpc: ec2.IVpc;

  /**
   * Subnets of the function: they need a way to Secrets Manager, by NAT or by an interface endpoint.
   *
   * @default - the private subnets of the VPC, where it has none the isolated ones
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * Time between two rotations: whole days, 1 to 1000. The first is not made at once, but after this time.
   *
   * @default Duration.days(30)
   */
  readonly automaticallyAfter?: Duration;

  /**
   * How the password is changed.
   *
   * @default RotationStrategy.singleUser()
   */
  readonly strategy?: IRotationStrategy;

  /**
   * Customer key that encrypts the function's log.
   *
   * @default - a new key
   */
  readonly encryptionKey?: kms.IKey;
}
