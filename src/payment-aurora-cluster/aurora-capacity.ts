import { Token } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { requireRange } from '../private/validation';

const MOST_READERS = 15;
const SMALLEST_ACU = 0.5;
const LARGEST_ACU = 256;

/** What a cluster tells its instances. */
export interface AuroraInstanceSettings {
  /** Beginning of each instance's identifier: `payments-cluster-dev`. */
  readonly instanceIdentifierPrefix: string;
}

/** What a choice of capacity came to. */
export interface AuroraCapacityConfig {
  /** Instance that takes writes. */
  readonly writer: rds.IClusterInstance;

  /** Instances that take reads, and of which one takes over when the writer fails. */
  readonly readers: rds.IClusterInstance[];

  /**
   * Least capacity of serverless instances, in Aurora capacity units of about 2 GiB of memory.
   *
   * @default - no serverless instances
   */
  readonly minimumAcu?: number;

  /**
   * Most capacity of serverless instances.
   *
   * @default - no serverless instances
   */
  readonly maximumAcu?: number;
}

/** How many instances of which size a cluster has. */
export interface IAuroraCapacity {
  /** The instances, none of which may be publicly accessible. */
  bind(settings: AuroraInstanceSettings): AuroraCapacityConfig;
}

/** Instances that follow the load. */
export interface AuroraServerlessOptions {
  /**
   * Least capacity of each instance in Aurora capacity units: 0.5 to 256 in steps of 0.5.
   * Pausing at 0 is not offered: the first payment after a pause would wait for the database to wake up.
   *
   * @default 0.5
   */
  readonly minimumAcu?: number;

  /**
   * Most capacity of each instance: 1 to 256 in steps of 0.5, not below `minimumAcu`.
   *
   * @default 4
   */
  readonly maximumAcu?: number;

  /**
   * Number of readers, 0 to 15. The first follows the writer's capacity, so that it can take over at once.
   *
   * @default 1
   */
  readonly readers?: number;
}

/** Instances of one size. */
export interface AuroraProvisionedOptions {
  /** Type of the writer and of every reader, for instance `r8g.large`. */
  readonly instanceType: ec2.InstanceType;

  /**
   * Number of readers, 0 to 15; the first takes over when the writer fails.
   *
   * @default 1
   */
  readonly readers?: number;
}

/** The ways to size a cluster. */
export class AuroraCapacity implements IAuroraCapacity {
  /** Serverless v2: each instance grows and shrinks with its load. */
  public static serverlessV2(options: AuroraServerlessOptions = {}): AuroraCapacity {
    const minimumAcu = options.minimumAcu ?? SMALLEST_ACU;
    const maximumAcu = options.maximumAcu ?? Math.max(4, minimumAcu);
    requireAcu('minimumAcu', minimumAcu, SMALLEST_ACU);
    requireAcu('maximumAcu', maximumAcu, Math.max(1, minimumAcu));
    return new AuroraCapacity(options.readers ?? 1, { minimumAcu, maximumAcu });
  }

  /** Instances of a fixed type. */
  public static provisioned(options: AuroraProvisionedOptions): AuroraCapacity {
    return new AuroraCapacity(options.readers ?? 1, {}, options.instanceType);
  }

  private constructor(
    private readonly readers: number,
    private readonly limits: AuroraServerlessOptions,
    private readonly instanceType?: ec2.InstanceType,
  ) {
    requireRange('readers', readers, 0, MOST_READERS);
  }

  public bind(settings: AuroraInstanceSettings): AuroraCapacityConfig {
    const { minimumAcu, maximumAcu } = this.limits;
    const numbers = Array.from({ length: this.readers }, (_, index) => index + 1);
    return {
      writer: this.instance('Writer', `${settings.instanceIdentifierPrefix}-writer`, true),
      readers: numbers.map((number) =>
        this.instance(`Reader${number}`, `${settings.instanceIdentifierPrefix}-reader-${number}`, number === 1),
      ),
      minimumAcu,
      maximumAcu,
    };
  }

  private instance(id: string, instanceIdentifier: string, takesOver: boolean): rds.IClusterInstance {
    const secure = {
      instanceIdentifier,
      publiclyAccessible: false,
      autoMinorVersionUpgrade: true,
      allowMajorVersionUpgrade: false,
      caCertificate: rds.CaCertificate.RDS_CA_RSA2048_G1,
    };
    if (this.instanceType) {
      const promotionTier = takesOver ? 1 : 2;
      return rds.ClusterInstance.provisioned(id, { ...secure, instanceType: this.instanceType, promotionTier });
    }
    return rds.ClusterInstance.serverlessV2(id, { ...secure, scaleWithWriter: takesOver });
  }
}

function requireAcu(prop: string, value: number, min: number): void {
  if (Token.isUnresolved(value)) return;
  if (Number.isInteger(value * 2) && value >= min && value <= LARGEST_ACU) return;
  throw new Error(`'${prop}' must be ${min} to ${LARGEST_ACU} ACU in steps of 0.5, got ${value}`);
}
