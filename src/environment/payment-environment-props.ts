import type { NamingConvention } from './naming-convention';

/** What the constructs below a scope have in common: names, tags, and whether data may be destroyed. */
export interface PaymentEnvironmentProps {
  /**
   * How physical names are put together.
   *
   * @default NamingConvention.of('{resourceType}-{environment}-{environmentSuffix}')
   */
  readonly naming?: NamingConvention;

  /**
   * Kind of environment, for instance `dev` or `prod`: at most 20 lower-case letters, digits and inner hyphens.
   *
   * @default - context value `environment`, else `dev`
   */
  readonly environment?: string;

  /**
   * What tells two deployments in one account apart: at most 20 lower-case letters, digits and inner hyphens.
   *
   * @default - context value `environmentSuffix`, else the environment variable `ENVIRONMENT_SUFFIX`, else `dev`
   */
  readonly environmentSuffix?: string;

  /**
   * Value of the tag `Project`.
   *
   * @default - no such tag
   */
  readonly project?: string;

  /**
   * Tags beside `Environment` and `Project`; a key given here wins over those.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };

  /**
   * Keeps data when its stack goes: retention, final snapshots, deletion protection and object lock, all at once.
   * Otherwise everything goes with its stack.
   *
   * @default false
   */
  readonly production?: boolean;
}

/** Parts of one physical name. */
export interface PhysicalNameOptions {
  /** Type of the resource in lower case, for instance `function` or `queue`: fills `{resourceType}`. */
  readonly resourceType: string;

  /** Longest name that the service takes; a longer one is shortened and given a hash of the whole. */
  readonly maxLength: number;

  /**
   * What the resource is for, in lower case with hyphens: fills `{purpose}`.
   *
   * @default - id of the construct, in lower case with hyphens
   */
  readonly purpose?: string;

  /**
   * What fills `{resourceName}`.
   *
   * @default - the purpose
   */
  readonly resourceName?: string;

  /**
   * Adds account and region, for names that are unique in the whole world (buckets).
   *
   * @default false
   */
  readonly withAccountAndRegion?: boolean;

  /**
   * Adds `.fifo`, which SQS and SNS demand.
   *
   * @default false
   */
  readonly fifo?: boolean;

  /**
   * Turns the whole name into lower case, for services that take no other.
   *
   * @default false
   */
  readonly lowerCase?: boolean;
}
