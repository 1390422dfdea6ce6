import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as rds from 'aws-cdk-lib/aws-rds';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { LedgerDatabase } from '../contract/database';
import { grantSecretRead } from '../private/secret-access';

/** How a function finds the ledger and logs in. */
export interface LedgerAccessConfig {
  /** Host name without port. */
  readonly host: string;

  /** What the function must be let into. */
  readonly database: ec2.IConnectable;

  /**
   * Name of the database.
   *
   * @default 'payments'
   */
  readonly databaseName?: string;

  /**
   * Secret with `username` and `password`.
   *
   * @default - none: `iamUser` logs in
   */
  readonly secret?: secretsmanager.ISecret;

  /**
   * User that logs in with a token of IAM.
   *
   * @default - none: `secret` logs in
   */
  readonly iamUser?: string;
}

/** How a function reaches the ledger and logs in. */
export interface ILedgerAccess {
  /** Lets the grantee log in, and says where. */
  bind(grantee: iam.IGrantable): LedgerAccessConfig;
}

/** How a function reaches the ledger: directly or through a proxy, by password or by IAM. */
export class LedgerAccess {
  /** Directly, with the password in a secret. */
  public static password(cluster: rds.IDatabaseCluster, secret: secretsmanager.ISecret): ILedgerAccess {
    return byPassword(secret, cluster.clusterEndpoint.hostname, cluster);
  }

  /**
   * Directly, with a token of IAM instead of a password.
   *
   * @param user database user that was granted `rds_iam`; the application's user where absent
   */
  public static iam(cluster: rds.IDatabaseCluster, user: string = LedgerDatabase.APPLICATION_USER): ILedgerAccess {
    return byIam(user, cluster.clusterEndpoint.hostname, cluster, (grantee) => cluster.grantConnect(grantee, user));
  }

  /** Through a proxy, with the password in a secret. */
  public static passwordThroughProxy(proxy: rds.DatabaseProxy, secret: secretsmanager.ISecret): ILedgerAccess {
    return byPassword(secret, proxy.endpoint, proxy);
  }

  /**
   * Through a proxy, with a token of IAM instead of a password.
   *
   * @param user database user whose secret the proxy has; the application's user where absent
   */
  public static iamThroughProxy(
    proxy: rds.DatabaseProxy,
    user: string = LedgerDatabase.APPLICATION_USER,
  ): ILedgerAccess {
    return byIam(user, proxy.endpoint, proxy, (grantee) => proxy.grantConnect(grantee, user));
  }

  private constructor() {}
}

function byPassword(secret: secretsmanager.ISecret, host: string, database: ec2.IConnectable): ILedgerAccess {
  return {
    bind: (grantee) => {
      grantSecretRead(grantee, secret);
      return { host, database, secret };
    },
  };
}

function byIam(
  iamUser: string,
  host: string,
  database: ec2.IConnectable,
  grant: (grantee: iam.IGrantable) => iam.Grant,
): ILedgerAccess {
  return {
    bind: (grantee) => {
      grant(grantee);
      return { host, database, iamUser };
    },
  };
}
