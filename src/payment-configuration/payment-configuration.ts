import { Token } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { ParameterName } from '../contract/parameters';
import type { BundledFunction } from '../private/bundled-function';
import { configurationPathOf } from '../private/configuration-path';
import { createKey } from '../private/keys';
import { requirePattern, requireRange } from '../private/validation';
import type { PaymentConfigurationProps, SecureStringOptions } from './payment-configuration-props';
import { grantDecrypt, grantReadBelow } from './private/parameter-access';
import { createWriter } from './private/writer';
import { SecureStringParameter } from './secure-string-parameter';

const NAME = /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/;
/** What a standard parameter holds. */
const LONGEST_VALUE = 4096;
const SECURE = 'secure';

/**
 * Parameter Store configuration of a deployment, below one path: endpoints, URLs, feature flags, and secure strings copied out of secrets.
 * Functions cache what they read, so a changed value holds within their cache's minute and needs no deployment.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html
 */
export class PaymentConfiguration extends Construct {
  /** Path of all parameters, without a slash at the end. */
  public readonly path: string;

  readonly #props: PaymentConfigurationProps;
  #secureKey?: kms.IKey;
  #writer?: BundledFunction;

  constructor(scope: Construct, id: string, props: PaymentConfigurationProps = {}) {
    super(scope, id);
    const path = props.path ?? configurationPathOf(this);
    requirePattern('path', path, /^(\/[A-Za-z0-9_.-]+)+$/, 'a path that begins with a slash and ends without one');
    this.path = path;
    this.#props = props;
    this.#secureKey = props.encryptionKey;
  }

  /**
   * Adds a plain parameter; nothing that must stay secret. The value has at most 4096 characters.
   *
   * @param name below the path, for instance `PaymentParameter.ACQUIRER_URL`
   */
  public addParameter(name: string, value: string): ssm.IStringParameter {
    requirePattern('name', name, NAME, 'letters, digits, dots, hyphens and underscores, with slashes between');
    if (name.startsWith(`${SECURE}/`)) {
      throw new Error(`'name' must not lie below '${SECURE}/', got '${name}': use addSecureString`);
    }
    if (!Token.isUnresolved(value)) requireRange(`value of ${name}`, value.length, 1, LONGEST_VALUE, 'characters');
    return new ssm.StringParameter(this, name.replace(/\//g, '-'), {
      parameterName: `${this.path}/${name}`,
      stringValue: value,
      tier: ssm.ParameterTier.STANDARD,
    });
  }

  /**
   * Adds the feature flags: `fraudScoring`, `webhooks`, and any that code of your own reads.
   * A flag that is not named keeps the value the functions fall back to.
   */
  public addFeatureFlags(flags: { [name: string]: boolean }): ssm.IStringParameter {
    return this.addParameter(ParameterName.FEATURE_FLAGS, JSON.stringify(flags));
  }

  /**
   * Adds a `SecureString` below `secure/`, its value copied out of a secret by a function: it stands in no template.
   *
   * @param name below `secure/`, for instance `PaymentParameter.WEBHOOK_SIGNING_KEY`
   */
  public addSecureString(
    name: string,
    secret: secretsmanager.ISecret,
    options: SecureStringOptions = {},
  ): SecureStringParameter {
    requirePattern('name', name, NAME, 'letters, digits, dots, hyphens and underscores, with slashes between');
    const encryptionKey = this.secureKey();
    this.#writer ??= createWriter(this, 'Writer', encryptionKey);
    return new SecureStringParameter(this, `Secure-${name.replace(/\//g, '-')}`, {
      ...options,
      parameterName: `${this.path}/${SECURE}/${name}`,
      secret,
      encryptionKey,
      writer: this.#writer.function,
    });
  }

  /** Lets a principal read the plain parameters: a secure one it cannot decrypt. */
  public grantRead(grantee: iam.IGrantable): iam.Grant {
    return grantReadBelow(this, grantee, this.path);
  }

  /** Lets a principal read and decrypt the secure strings too. */
  public grantReadSecure(grantee: iam.IGrantable): iam.Grant {
    const decrypt = grantDecrypt(this, grantee, this.secureKey(), `${this.path}/${SECURE}`);
    return this.grantRead(grantee).combine(decrypt);
  }

  private secureKey(): kms.IKey {
    this.#secureKey ??= createKey(this, 'Key', {
      description: `Encrypts the secure strings below ${this.path}`,
      removalPolicy: this.#props.removalPolicy,
    });
    return this.#secureKey;
  }
}
