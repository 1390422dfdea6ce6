import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { CfnRotationSchedule } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { purposeOf } from '../private/names';
import { RotationFunction } from '../private/rotation-function';
import type { CredentialRotationProps } from './credential-rotation-props';
import { RotationStrategy } from './rotation-strategy';

/**
 * Gives a PostgreSQL user a new password on a schedule, with a function of this package and none of the serverless
 * application repository: over verified TLS, and without the password in any log.
 */
export class CredentialRotation extends Construct {
  /** The function that rotates. */
  public readonly function: lambda.IFunction;

  /** The schedule; what must be there before the first rotation, it can be made to wait for. */
  public readonly schedule: CfnRotationSchedule;

  constructor(scope: Construct, id: string, props: CredentialRotationProps) {
    super(scope, id);
    const { adminSecret } = (props.strategy ?? RotationStrategy.singleUser()).bind();
    const rotation = new RotationFunction(this, 'Function', {
      purpose: purposeOf(this),
      vpc: props.vpc,
      vpcSubnets: props.vpcSubnets,
      database: props.target,
      adminSecret,
      logEncryptionKey: props.encryptionKey,
    });
    this.function = rotation.bundled.function;
    this.schedule = rotation.schedule(this, 'Schedule', props.secret, 'automaticallyAfter', props.automaticallyAfter);
  }

  /** Steps of a rotation that failed; sum over five minutes. Secrets Manager tries again, and the former password stays good. */
  public metricErrors(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.function.metricErrors(options);
  }

  /** Steps of rotations, four each; sum over five minutes. */
  public metricInvocations(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.function.metricInvocations(options);
  }
}
