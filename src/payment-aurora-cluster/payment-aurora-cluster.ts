import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as rds from 'aws-cdk-lib/aws-rds';
import type { CfnRotationSchedule, ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { LedgerDatabase } from '../contract/database';
import { createKey } from '../private/keys';
import { createLogGroup } from '../private/logs';
import { purposeOf } from '../private/names';
import { RotationFunction } from '../private/rotation-function';
import type { AuroraProxyOptions } from './aurora-proxy-options';
import type { PaymentAuroraClusterProps } from './payment-aurora-cluster-props';
import { createCluster } from './private/cluster';
import { clusterIdentifier } from './private/identifier';
import { createProxy } from './private/proxy';
import { databaseSubnets, validate } from './private/settings';

/**
 * The database of the payment ledger: Aurora PostgreSQL that takes TLS only, is encrypted under a customer key,
 * and whose two users, one for the schema and one for the payments, get new passwords every month.
 */
export class PaymentAuroraCluster extends Construct implements ec2.IConnectable {
  /** The cluster. */
  public readonly cluster: rds.IDatabaseCluster;

  /** Who may reach the cluster: nobody but the rotation at first. The default port is PostgreSQL's, in literal form. */
  public readonly connections: ec2.Connections;

  /** Secret of the user that owns the schema: for the migration and nothing else. It is there once the instances answer. */
  public readonly adminSecret: ISecret;

  /** Secret of the user that payment functions log in as. It is there once the instances answer. */
  public readonly applicationSecret: ISecret;

  /** Key that encrypts storage, backups, secrets and logs. */
  public readonly encryptionKey: kms.IKey;

  /** Host name of the instance that takes writes. */
  public readonly endpointHost: string;

  /** Host name behind which the readers take turns; the writer's where there is none. */
  public readonly readerEndpointHost: string;

  /** Where PostgreSQL logs to. */
  public readonly logGroup: logs.ILogGroup;

  /**
   * When the users' passwords change. Make them wait for what makes the application's user:
   * `migration.runBefore(...cluster.rotations)`.
   */
  public readonly rotations: CfnRotationSchedule[];

  /** The function that changes the users' passwords, in a few runs a month: watch it with a `minimumRequests` of 2. */
  public readonly rotationFunction: lambda.IFunction;

  readonly #cluster: rds.DatabaseCluster;
  readonly #vpc: ec2.IVpc;

  constructor(scope: Construct, id: string, props: PaymentAuroraClusterProps) {
    super(scope, id);
    validate(props);
    this.#vpc = props.vpc;
    this.encryptionKey =
      props.encryptionKey ?? createKey(this, 'Key', { description: `Encrypts the database ${this.node.path}` });

    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc: props.vpc,
      description: `Clients of the database ${this.node.path}`,
      allowAllOutbound: false,
    });
    const defaultPort = ec2.Port.tcp(LedgerDatabase.PORT);
    this.connections = new ec2.Connections({ securityGroups: [securityGroup], defaultPort });

    const identifier = clusterIdentifier(this);
    this.logGroup = createLogGroup(this, 'LogGroup', {
      logGroupName: `/aws/rds/cluster/${identifier}/postgresql`,
      encryptionKey: this.encryptionKey,
      retention: props.logRetention ?? logs.RetentionDays.ONE_YEAR,
      removalPolicy: props.removalPolicy,
    });
    const made = createCluster(this, props, {
      identifier,
      securityGroup,
      encryptionKey: this.encryptionKey,
      logGroup: this.logGroup,
      vpcSubnets: databaseSubnets(props),
    });
    this.#cluster = made.cluster;
    this.cluster = made.cluster;
    this.adminSecret = made.adminSecret;
    this.applicationSecret = made.applicationSecret;
    this.endpointHost = made.cluster.clusterEndpoint.hostname;
    this.readerEndpointHost = made.cluster.clusterReadEndpoint.hostname;
    const rotation = this.createRotation(props);
    this.rotationFunction = rotation.bundled.function;
    this.rotations = this.rotate(rotation, props);
  }

  /**
   * Puts a proxy before the cluster, which pools the application user's connections and takes TLS only.
   * Its clients must be let in by the proxy's own `connections`, on port 5432.
   */
  public addProxy(id: string, options: AuroraProxyOptions = {}): rds.DatabaseProxy {
    const settings = {
      vpc: this.#vpc,
      cluster: this.#cluster,
      database: this,
      secret: this.applicationSecret,
    };
    return createProxy(this, id, settings, options);
  }

  /**
   * Lets a principal log in as one database user by IAM, without a password. The user must be a member of `rds_iam`,
   * as the migration of the ledger makes those that are named in its `iamUsers`.
   */
  public grantConnect(grantee: iam.IGrantable, dbUser: string): iam.Grant {
    return this.#cluster.grantConnect(grantee, dbUser);
  }

  /** Any metric of the cluster: the average over 5 minutes. */
  public metric(metricName: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.#cluster.metric(metricName, { statistic: 'Average', ...options });
  }

  /** Share of the processors in use, in percent. */
  public metricCPUUtilization(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('CPUUtilization', options);
  }

  /** Open connections. */
  public metricDatabaseConnections(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('DatabaseConnections', options);
  }

  /** Memory that nothing uses, in bytes. */
  public metricFreeableMemory(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('FreeableMemory', options);
  }

  /** Time that commits take, in milliseconds. */
  public metricCommitLatency(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('CommitLatency', options);
  }

  /** Deadlocks a second. */
  public metricDeadlocks(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('Deadlocks', options);
  }

  /** How far the slowest reader is behind the writer, in milliseconds: the maximum over 5 minutes. */
  public metricAuroraReplicaLagMaximum(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('AuroraReplicaLagMaximum', { statistic: 'Maximum', ...options });
  }

  /** Capacity of serverless instances, in Aurora capacity units. */
  public metricServerlessDatabaseCapacity(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('ServerlessDatabaseCapacity', options);
  }

  /** Share of the greatest serverless capacity in use, in percent. */
  public metricACUUtilization(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('ACUUtilization', options);
  }

  /** Storage that data takes, in bytes: the maximum over 5 minutes. */
  public metricVolumeBytesUsed(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('VolumeBytesUsed', { statistic: 'Maximum', ...options });
  }

  /** Steps of rotations that failed; sum over 5 minutes. Secrets Manager tries again, and the former password stays good. */
  public metricRotationErrors(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.rotationFunction.metricErrors(options);
  }

  private createRotation(props: PaymentAuroraClusterProps): RotationFunction {
    return new RotationFunction(this, 'Rotation', {
      purpose: purposeOf(this, 'rotation'),
      vpc: props.vpc,
      vpcSubnets: props.rotationSubnets,
      database: this,
      logEncryptionKey: this.encryptionKey,
    });
  }

  private rotate(rotation: RotationFunction, props: PaymentAuroraClusterProps): CfnRotationSchedule[] {
    const schedule = (id: string, secret: ISecret) =>
      rotation.schedule(this, id, secret, 'rotateAfter', props.rotateAfter);
    const admin = schedule('AdminRotation', this.adminSecret);
    if (props.rotateApplicationSecret === false) return [admin];
    return [admin, schedule('ApplicationRotation', this.applicationSecret)];
  }
}
