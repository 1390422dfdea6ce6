import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { requireRange } from '../private/validation';
import { connectionsOfAcu, connectionsOfInstance } from './private/max-connections';

/** Between which capacities a serverless instance moves. */
export interface ServerlessConnectionOptions {
  /** Least capacity in Aurora capacity units: 0 to 256. Below 1, Aurora allows 2000 connections at most. */
  readonly minimumAcu: number;

  /** Most capacity in Aurora capacity units: 1 to 256. */
  readonly maximumAcu: number;
}

/** How many connections one PostgreSQL instance of RDS or Aurora allows, where its `max_connections` is the default. */
export class ConnectionLimit {
  /**
   * Serverless v2: by the greatest capacity, whatever the present one.
   *
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html#aurora-serverless-v2.max-connections
   */
  public static serverlessV2(options: ServerlessConnectionOptions): ConnectionLimit {
    return new ConnectionLimit(connectionsOfAcu(options.minimumAcu, options.maximumAcu));
  }

  /**
   * An instance of a class: `LEAST({DBInstanceClassMemory/9531392}, 5000)`, or the value that RDS documents for the class.
   *
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Managing.html
   */
  public static provisioned(instanceType: ec2.InstanceType): ConnectionLimit {
    return new ConnectionLimit(connectionsOfInstance(instanceType.toString()));
  }

  /**
   * A `max_connections` of your own, 6 to 262143.
   *
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html
   */
  public static of(maxConnections: number): ConnectionLimit {
    requireRange('maxConnections', maxConnections, 6, 262_143);
    return new ConnectionLimit(maxConnections);
  }

  private constructor(
    /** Connections that one instance allows. */
    public readonly connections: number,
  ) {}
}
