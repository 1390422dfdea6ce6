import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';

/** What a rotation strategy came to. */
export interface RotationStrategyConfig {
  /**
   * Secret of a user that may create and grant users.
   *
   * @default - none: the user changes its own password
   */
  readonly adminSecret?: ISecret;
}

/** How a database user gets a new password. */
export interface IRotationStrategy {
  /** What the rotation needs beside the secret itself. */
  bind(): RotationStrategyConfig;
}

/**
 * The ways to give a database user a new password.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotation-strategy.html
 */
export class RotationStrategy implements IRotationStrategy {
  /**
   * One user changes its own password. Open connections stay; between the change and the new secret,
   * for about a second, new ones are refused: clients must read the secret again and retry, as this library's do.
   */
  public static singleUser(): RotationStrategy {
    return new RotationStrategy();
  }

  /**
   * Two users take turns, so that the last password stays good until the next rotation. The second has the first one's
   * roles and the ending `_clone`.
   *
   * @param adminSecret secret of a user of the same database that may create and grant users; it is only read
   */
  public static alternatingUsers(adminSecret: ISecret): RotationStrategy {
    return new RotationStrategy(adminSecret);
  }

  private constructor(private readonly adminSecret?: ISecret) {}

  public bind(): RotationStrategyConfig {
    return { adminSecret: this.adminSecret };
  }
}
