import { Aws, Duration } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct, type IDependable } from 'constructs';
import { FunctionAsset } from '../contract/assets';
import { RotateCredentialEnvironment } from '../contract/environment';
import { BundledFunction } from './bundled-function';
import { functionSubnets, networkReady, openDatabase } from './database-access';
import { EXCLUDED_CHARACTERS } from './passwords';
import { grantSecretRead, grantSecretRotation } from './secret-access';
import { requireDuration } from './validation';

const MONTH = Duration.days(30);

export interface RotationFunctionProps {
  /** What is rotated, in the function's name. */
  readonly purpose: string;
  readonly vpc: ec2.IVpc;
  readonly vpcSubnets?: ec2.SubnetSelection;
  readonly database: ec2.IConnectable;
  /** Lets two users take turns, the second made and granted by this secret's user; one user changes its own password where absent. */
  readonly adminSecret?: secretsmanager.ISecret;
  readonly logEncryptionKey?: kms.IKey;
}

/** This package's function that gives database users new passwords, and the schedules by which it is called. */
export class RotationFunction extends Construct {
  public readonly bundled: BundledFunction;
  readonly #ready: IDependable[];

  constructor(scope: Construct, id: string, props: RotationFunctionProps) {
    super(scope, id);
    const { adminSecret, database, purpose, vpc } = props;
    const vpcSubnets = props.vpcSubnets ?? functionSubnets(vpc);
    this.bundled = new BundledFunction(this, 'Rotate', {
      asset: FunctionAsset.ROTATE_CREDENTIAL,
      description: 'Gives database users new passwords, in the four steps of Secrets Manager',
      purpose,
      timeout: Duration.minutes(2),
      vpc,
      vpcSubnets,
      logEncryptionKey: props.logEncryptionKey,
      environment: {
        [RotateCredentialEnvironment.EXCLUDED_CHARACTERS]: EXCLUDED_CHARACTERS,
        ...(adminSecret && { [RotateCredentialEnvironment.DATABASE_ADMIN_SECRET_ARN]: adminSecret.secretArn }),
      },
    });
    if (adminSecret) grantSecretRead(this.bundled, adminSecret);
    const rules = this.bundled.securityGroup
      ? openDatabase(this, this.bundled.securityGroup, database, 'Rotation of credentials')
      : [];
    this.#ready = [...rules, ...networkReady(vpc, vpcSubnets)];
  }

  /**
   * Rotates a secret on a schedule. Not at once: while a stack is made, its migration uses the admin's password and
   * the application's user does not exist yet.
   *
   * @param prop what the user called the time between two rotations
   */
  public schedule(
    scope: Construct,
    id: string,
    secret: secretsmanager.ISecret,
    prop: string,
    every: Duration = MONTH,
  ): secretsmanager.CfnRotationSchedule {
    requireDuration(prop, every, Duration.days(1), Duration.days(1000));
    grantSecretRotation(this.bundled, secret);
    const permission = new lambda.CfnPermission(scope, `${id}Permission`, {
      action: 'lambda:InvokeFunction',
      functionName: this.bundled.function.functionArn,
      principal: 'secretsmanager.amazonaws.com',
      sourceAccount: Aws.ACCOUNT_ID,
      sourceArn: secret.secretArn,
    });
    const schedule = new secretsmanager.CfnRotationSchedule(scope, id, {
      secretId: secret.secretArn,
      rotationLambdaArn: this.bundled.function.functionArn,
      rotationRules: { automaticallyAfterDays: every.toDays() },
      rotateImmediatelyOnUpdate: false,
    });
    schedule.node.addDependency(permission, ...this.#ready);
    return schedule;
  }
}
