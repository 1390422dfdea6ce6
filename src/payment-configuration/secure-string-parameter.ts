import { CustomResource, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SecureParameterProperty } from '../contract/database';
import type { SecureStringParameterProps } from './secure-string-parameter-props';

/**
 * A Parameter Store `SecureString`, which CloudFormation itself cannot make: a function copies the value out of Secrets Manager,
 * so that it stands in no template and in no event. Made by `PaymentConfiguration.addSecureString`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ssm-parameter.html
 */
export class SecureStringParameter extends Construct {
  /** Full name of the parameter. */
  public readonly parameterName: string;

  constructor(scope: Construct, id: string, props: SecureStringParameterProps) {
    super(scope, id);
    this.parameterName = props.parameterName;
    new CustomResource(this, 'Resource', {
      resourceType: 'Custom::SecureStringParameter',
      serviceToken: props.writer.functionArn,
      serviceTimeout: Duration.minutes(2),
      properties: {
        [SecureParameterProperty.PARAMETER_NAME]: props.parameterName,
        [SecureParameterProperty.KEY_ID]: props.encryptionKey.keyArn,
        [SecureParameterProperty.SECRET_ARN]: props.secret.secretArn,
        [SecureParameterProperty.SECRET_FIELD]: props.secretField,
        [SecureParameterProperty.VERSION]: props.version,
      },
    });
  }
}
