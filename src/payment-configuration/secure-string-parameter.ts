import { CustomResource, Duration } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { SecureParameterProperty } from '../contract/database';
import { createKey } from '../private/keys';
import { grantSecretRead } from '../private/secret-access';
import { requirePattern } from '../private/validation';
import { grantReadOf, grantWrite } from './private/parameter-access';
import { createWriter } from './private/writer';
import type { SecureStringParameterProps } from './secure-string-parameter-props';

const NAME = /^(\/[A-Za-z0-9_.-]+)+$/;

/**
 * A Parameter Store `SecureString`, which CloudFormation itself cannot make: a function copies the value out of Secrets Manager,
 * so that it stands in no template and in no event. A parameter of this name that somebody else made is never replaced.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ssm-parameter.html
 */
export class SecureStringParameter extends Construct {
  /** Full name of the parameter. */
  public readonly parameterName: string;

  /** Key of the parameter. */
  public readonly encryptionKey: kms.IKey;

  constructor(scope: Construct, id: string, props: SecureStringParameterProps) {
    super(scope, id);
    requirePattern('parameterName', props.parameterName, NAME, "a full name such as '/payment/dev/secure/api-key'");
    this.parameterName = props.parameterName;
    this.encryptionKey =
      props.encryptionKey ?? createKey(this, 'Key', { description: `Encrypts the parameter ${this.node.path}` });
    const writer = props.writer ?? createWriter(this, 'Writer', this.encryptionKey).function;
    const parameter = new CustomResource(this, 'Resource', {
      resourceType: 'Custom::SecureStringParameter',
      serviceToken: writer.functionArn,
      serviceTimeout: Duration.minutes(2),
      properties: {
        [SecureParameterProperty.PARAMETER_NAME]: props.parameterName,
        [SecureParameterProperty.KEY_ID]: this.encryptionKey.keyArn,
        [SecureParameterProperty.SECRET_ARN]: props.secret.secretArn,
        [SecureParameterProperty.SECRET_FIELD]: props.secretField,
        [SecureParameterProperty.VERSION]: props.version,
      },
    });
    grantSecretRead(writer, props.secret).applyBefore(parameter);
    grantWrite(this, writer, this.encryptionKey, props.parameterName).applyBefore(parameter);
  }

  /** Lets a principal read and decrypt this parameter. */
  public grantRead(grantee: iam.IGrantable): iam.Grant {
    return grantReadOf(this, grantee, this.encryptionKey, this.parameterName);
  }
}
